/** Delays of the lines in samples at 48 kHz: 29 to 83 ms, prime, so that no echoes fall together. */
const DELAYS = [1399, 1637, 1871, 2143, 2477, 2851, 3323, 3989] as const;
const COUNT = DELAYS.length;
const RATE = 48_000;
/** The first echo of a room comes so much later than the sound, in samples: 21 ms. */
const DISTANCE = 1009;
/** Walls swallow high tones: a low-pass inside each line. */
const DAMPING = 0.42;

/** Adds a room to stereo: reads `room` and adds what comes back to left and right, in place, block by block. */
export type Room = (room: Float32Array, left: Float32Array, right: Float32Array) => void;

/**
 * A room of eight delay lines that feed each other through a Hadamard matrix (J.-M. Jot and A. Chaigne, 1991), which gives dense
 * echoes without a pitch of their own. `seconds` until it is silent (−60 dB), `level` linear.
 */
export function createRoom(seconds: number, level: number): Room {
  const lines = DELAYS.map((delay) => new Float32Array(delay));
  const feedback = DELAYS.map((delay) => 10 ** ((-3 * delay) / (RATE * seconds)) / Math.sqrt(COUNT));
  const before = new Float32Array(DISTANCE);
  const at = new Int32Array(COUNT);
  const low = new Float64Array(COUNT);
  const out = new Float64Array(COUNT);
  let entry = 0;
  return (room, left, right) => {
    for (let i = 0; i < room.length; i++) {
      const input = before[entry] as number;
      before[entry] = room[i] as number;
      if (++entry === DISTANCE) entry = 0;
      for (let n = 0; n < COUNT; n++) {
        const line = lines[n] as Float32Array;
        const heard = line[at[n] as number] as number;
        const soft = heard * (1 - DAMPING) + (low[n] as number) * DAMPING;
        low[n] = soft;
        out[n] = soft;
      }
      const [a, b, c, d] = [out[0] as number, out[2] as number, out[4] as number, out[6] as number];
      const [e, f, g, h] = [out[1] as number, out[3] as number, out[5] as number, out[7] as number];
      left[i] = (left[i] as number) + level * (a - b + c - d);
      right[i] = (right[i] as number) + level * (e - f + g - h);
      mix(out);
      for (let n = 0; n < COUNT; n++) {
        const sign = n % 3 === 0 ? -1 : 1;
        const line = lines[n] as Float32Array;
        line[at[n] as number] = sign * input + (out[n] as number) * (feedback[n] as number);
        at[n] = (at[n] as number) + 1 === line.length ? 0 : (at[n] as number) + 1;
      }
    }
    // Denormal numbers cost 100 times as much as others on many processors.
    for (let n = 0; n < COUNT; n++) if (Math.abs(low[n] as number) < 1e-20) low[n] = 0;
  };
}

/** The Hadamard transform in place, unscaled: every line is fed by all of them. */
function mix(values: Float64Array): void {
  for (let half = 1; half < COUNT; half *= 2) {
    for (let start = 0; start < COUNT; start += 2 * half) {
      for (let n = start; n < start + half; n++) {
        const [x, y] = [values[n] as number, values[n + half] as number];
        values[n] = x + y;
        values[n + half] = x - y;
      }
    }
  }
}
