import { randomBytes } from 'node:crypto';
import type { Clock } from '#shared/ports/clock.ts';
import type { Ids } from '#shared/ports/ids.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_LENGTH = 10;
const RANDOM_LENGTH = 16;
const RANDOM_BITS = 80;

/**
 * Monotonic ULIDs (github.com/ulid/spec): 48 bits of time and 80 of randomness. Within one millisecond, or when the wall
 * clock has stepped back, an id is the one before plus 1, so that ids of one process always sort by time of making.
 */
export class UlidIds implements Ids {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #entropy: (bytes: number) => Uint8Array;
  #time = -1;
  #tail = 0n;

  constructor(clock: Pick<Clock, 'now'>, entropy: (bytes: number) => Uint8Array = randomBytes) {
    this.#clock = clock;
    this.#entropy = entropy;
  }

  /** @inheritdoc */
  next(): string {
    const now = Math.floor(this.#clock.now());
    if (now > this.#time) {
      this.#time = now;
      this.#tail = BigInt(`0x${Buffer.from(this.#entropy(RANDOM_BITS / 8)).toString('hex')}`);
    } else {
      this.#tail += 1n;
      if (this.#tail >> BigInt(RANDOM_BITS)) {
        this.#time += 1;
        this.#tail = 0n;
      }
    }
    return base32(BigInt(this.#time), TIME_LENGTH) + base32(this.#tail, RANDOM_LENGTH);
  }
}

function base32(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest >>= 5n) text = ALPHABET[Number(rest & 31n)] + text;
  return text;
}
