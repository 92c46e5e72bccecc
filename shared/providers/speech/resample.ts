import { interpolationPhases } from '#shared/audio/polyphase.ts';

/** Taps of the filter on each side of a sample, in periods of the lower of the two rates. */
const REACH = 32;

/**
 * Changes the sample rate by any ratio of whole numbers, without delay: output sample `i` lies at `i · from / to` of the
 * input. Passes 90 % of the narrower band (a sinc under a Kaiser window, as in `shared/audio/polyphase.ts`). Rates in Hz.
 */
export function resample(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples;
  const divisor = greatestDivisor(from, to);
  const up = to / divisor;
  const down = from / divisor;
  const narrower = Math.min(1, up / down);
  const taps = 2 * Math.ceil(REACH / narrower);
  const phases = interpolationPhases(up, taps, 0.95 * narrower);
  const output = new Float32Array(Math.floor((samples.length * up) / down));
  for (let i = 0; i < output.length; i++) {
    const position = i * down;
    const filter = phases[position % up] as Float64Array;
    const first = Math.floor(position / up) - taps / 2 + 1;
    const end = Math.min(taps, samples.length - first);
    let sum = 0;
    for (let k = Math.max(0, -first); k < end; k++)
      sum += (filter[k] as number) * (samples[first + k] as number);
    output[i] = sum;
  }
  return output;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
