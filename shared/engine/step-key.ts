import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type * as z from 'zod';
import type { Step } from '#shared/engine/step.ts';
import type { Ports } from '#shared/ports/ports.ts';

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

/**
 * The content key of a step: equal exactly when step, version, parsed input and all that the result depends on are equal.
 * ICU is in the key of every step that does not deny it, for next to all of them work on text. Throws what a tool throws that is asked for its version.
 */
export async function stepKey<P extends keyof Ports = never>(
  {
    name,
    version,
    dependsOn = {},
    followsIcu = true,
  }: Pick<Step<z.ZodType, z.ZodType, P>, 'name' | 'version' | 'dependsOn' | 'followsIcu'>,
  input: unknown,
  ports: Pick<Ports, P | 'runtime'>,
): Promise<string> {
  const versions = typeof dependsOn === 'function' ? await dependsOn(ports, input as never) : dependsOn;
  const icu = followsIcu ? { icu: ports.runtime.icu } : {};
  return sha256(canonicalJson({ step: name, version, dependsOn: versions, ...icu, input }));
}
