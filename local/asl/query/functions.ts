import { createHash } from 'node:crypto';
import jsonata from 'jsonata';
import { DIGESTS, partition, range } from '#local/asl/query/intrinsic-functions.ts';
import type { QueryFunctions } from '#local/asl/query/scope.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { Random } from '#shared/ports/random.ts';

/** Functions for expressions: randomness and time come from the ports, so that a simulation can repeat them. */
export function createQueryFunctions(ports: { clock: Clock; random: Random }): QueryFunctions {
  const random = () => ports.random.next();
  const uuid = () => uuidFrom(random);
  const timestamp = jsonata('$fromMillis(millis, picture, timezone)');
  return {
    random,
    uuid,
    jsonata: {
      uuid,
      random: (seed?: unknown) => (seed === undefined ? random() : seeded(seed)),
      partition: (items: unknown, size: number) => partition(asArray(items), Math.floor(size)),
      range: (first: number, last: number, step = 1) => range(first, last, step),
      hash: (value: unknown, algorithm: string) => hash(value, algorithm),
      parse: (text: string) => JSON.parse(text),
      millis: () => ports.clock.now(),
      now: (picture?: string, timezone?: string) =>
        timestamp.evaluate({ millis: ports.clock.now(), picture, timezone }),
    },
  };
}

function asArray(items: unknown): readonly unknown[] {
  return Array.isArray(items) ? items : [items];
}

function hash(value: unknown, algorithm: string): string {
  const digest = DIGESTS[algorithm];
  if (digest === undefined) throw new RangeError(`there is no algorithm '${algorithm}'`);
  return createHash(digest)
    .update(typeof value === 'string' ? value : JSON.stringify(value))
    .digest('hex');
}

/** The same number in [0, 1) for the same seed: 52 bits of its SHA-256. */
function seeded(seed: unknown): number {
  const digest = createHash('sha256').update(JSON.stringify(seed)).digest('hex');
  return Number.parseInt(digest.slice(0, 13), 16) / 2 ** 52;
}

/** RFC 9562, version 4. */
function uuidFrom(random: () => number): string {
  const bytes = Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
