/** Delays of the combs and all-passes in samples at 48 kHz: prime, so that no echoes fall together. */
const COMBS = [1687, 1871, 2053, 2251] as const;
const COMBS_RIGHT = [1741, 1913, 2111, 2297] as const;
const ALL_PASSES = [241, 83] as const;
/** About two seconds until the room is silent (−60 dB). */
const FEEDBACK = 0.84;
/** Walls swallow high tones: a low-pass inside each comb. */
const DAMPING = 0.35;

/** Adds a room to stereo: reads `room` and adds what comes back to left and right, in place, block by block. */
export type Reverb = (room: Float32Array, left: Float32Array, right: Float32Array) => void;

/** A room after M. R. Schroeder (1962): four combs and two all-passes for each ear. */
export function createReverb(): Reverb {
  const ears = [createEar(COMBS), createEar(COMBS_RIGHT)] as const;
  return (room, left, right) => {
    ears[0](room, left);
    ears[1](room, right);
  };
}

function createEar(delays: readonly number[]): (input: Float32Array, output: Float32Array) => void {
  const combs = delays.map((delay) => ({ line: new Float32Array(delay), at: 0, low: 0 }));
  const passes = ALL_PASSES.map((delay) => ({ line: new Float32Array(delay), at: 0 }));
  return (input, output) => {
    const wet = new Float32Array(input.length);
    for (const comb of combs) {
      const { line } = comb;
      let { at, low } = comb;
      for (let i = 0; i < input.length; i++) {
        const out = line[at] as number;
        low = out * (1 - DAMPING) + low * DAMPING;
        line[at] = (input[i] as number) + low * FEEDBACK;
        if (++at === line.length) at = 0;
        wet[i] = (wet[i] as number) + 0.25 * out;
      }
      comb.at = at;
      comb.low = Math.abs(low) < 1e-20 ? 0 : low;
    }
    for (const pass of passes) {
      const { line } = pass;
      let { at } = pass;
      for (let i = 0; i < wet.length; i++) {
        const stored = line[at] as number;
        const value = (wet[i] as number) + 0.5 * stored;
        line[at] = value;
        wet[i] = stored - 0.5 * value;
        if (++at === line.length) at = 0;
      }
      pass.at = at;
    }
    for (let i = 0; i < wet.length; i++) output[i] = (output[i] as number) + (wet[i] as number);
  };
}
