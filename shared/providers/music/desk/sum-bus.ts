import { createEqualiser } from '#shared/audio/biquad.ts';
import { createCompressor } from '#shared/audio/compressor.ts';

const RATE = 48_000;
/** Lifts the sum to about −19 LUFS. */
const GAIN = 1.6;
/** Above this level the sum is bent softly towards 1 and never passes it. */
const STRAIGHT = 0.5;

/** Finishes the sum, in place: nothing below what small speakers play, a gentle hold on peaks, a soft top. */
export function createSumBus(): (left: Float32Array, right: Float32Array) => void {
  const bands = [
    { kind: 'high-pass', frequency: 33, q: Math.SQRT1_2 },
    // Where voices have their weight, a bed leaves room.
    { kind: 'peak', frequency: 320, q: 0.8, gain: -1.5 },
    { kind: 'low-pass', frequency: 11_500, q: Math.SQRT1_2 },
  ] as const;
  const equalisers = [createEqualiser(bands, RATE), createEqualiser(bands, RATE)] as const;
  const compress = createCompressor({
    thresholdDb: -20,
    ratio: 2,
    kneeDb: 8,
    attackMs: 30,
    releaseMs: 280,
    mostDb: 6,
  });
  return (left, right) => {
    compress([left, right]);
    equalisers[0](left);
    equalisers[1](right);
    for (const samples of [left, right]) {
      for (let i = 0; i < samples.length; i++) samples[i] = soften(GAIN * (samples[i] as number));
    }
  };
}

function soften(value: number): number {
  const size = Math.abs(value);
  if (size <= STRAIGHT) return value;
  const bent = STRAIGHT + (1 - STRAIGHT) * Math.tanh((size - STRAIGHT) / (1 - STRAIGHT)) * 0.7;
  return value < 0 ? -bent : bent;
}
