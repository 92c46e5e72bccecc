const RATE = 48_000;
/** What comes back of an echo in the next one. */
const FEEDBACK = 0.36;
/** Each echo is darker than the one before. */
const DAMPING = 0.35;

/** Adds an echo that goes from side to side: reads `input`, adds to left, right and the room, block by block. */
export type Echo = (input: Float32Array, left: Float32Array, right: Float32Array, room: Float32Array) => void;

/** An echo every `seconds`, mostly three eighths, so that it falls between the beats. */
export function createEcho(seconds: number): Echo {
  const delay = Math.max(1, Math.round(seconds * RATE));
  const lines = [new Float32Array(delay), new Float32Array(delay)] as const;
  let at = 0;
  let low = 0;
  return (input, left, right, room) => {
    const [first, second] = lines;
    for (let i = 0; i < input.length; i++) {
      const [one, two] = [first[at] as number, second[at] as number];
      low += (1 - DAMPING) * (two - low);
      first[at] = (input[i] as number) + FEEDBACK * low;
      second[at] = one;
      if (++at === delay) at = 0;
      left[i] = (left[i] as number) + one;
      right[i] = (right[i] as number) + 0.8 * two;
      room[i] = (room[i] as number) + 0.3 * one;
    }
    if (Math.abs(low) < 1e-20) low = 0;
  };
}
