import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Step } from '#shared/engine/step.ts';

/** SHA-256, lower-case hex. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** JSON in the one canonical form of RFC 8785, so that equal values have equal bytes. */
export function canonicalJson(value: unknown): string {
  const json = canonicalize(value);
  if (json === undefined) throw new TypeError('Only JSON values have a canonical form.');
  return json;
}

/** The content key of a step: equal exactly when step, version, what it depends on and parsed input are equal. */
export function stepKey(step: Pick<Step, 'name' | 'version' | 'dependsOn'>, input: unknown): string {
  return sha256(
    canonicalJson({ step: step.name, version: step.version, dependsOn: step.dependsOn ?? {}, input }),
  );
}
