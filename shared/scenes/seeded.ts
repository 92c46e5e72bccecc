/** A source of numbers, uniform in [0, 1), that gives the same sequence for the same seed. */
export type Seeded = () => number;

/** Makes a generator from a seed: mulberry32 over an FNV-1a hash, so that neighbouring seeds differ at once. */
export function seeded(seed: number | string): Seeded {
  let state = 0x811c9dc5;
  for (const character of String(seed)) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A number between `low` and `high`. */
export function between(next: Seeded, low: number, high: number): number {
  return low + next() * (high - low);
}

/** One of the given values; throws a `RangeError` when there is none. */
export function oneOf<T>(next: Seeded, values: readonly T[]): T {
  const value = values[Math.floor(next() * values.length)];
  if (value === undefined) throw new RangeError('Nothing to choose from.');
  return value;
}
