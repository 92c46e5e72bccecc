import { createEqualiser } from '#shared/audio/biquad.ts';

/** Length of one step, in samples: 10 ms at 48 kHz. */
export const LEVEL_STEP = 480;
const RATE = 48_000;
/** Edges of the bands in Hz: bass drum, bass, voices and chords, strings and snares, cymbals. */
const BANDS = [
  [35, 130],
  [130, 420],
  [420, 1300],
  [1300, 4000],
  [4000, 10_000],
] as const;

/** Number of bands. */
export const BAND_COUNT = BANDS.length;

/** Measures the level of a sound in bands, block by block. */
export interface BandLevels {
  /** Takes the next samples of one channel at 48 kHz. */
  add(samples: Float32Array): void;
  /** What was measured: {@link BAND_COUNT} numbers a step, the logarithm of each band's power. */
  levels(): Float32Array;
}

/** Makes a meter; it keeps 2 kB for a second. */
export function createBandLevels(): BandLevels {
  const filters = BANDS.map(([low, high]) =>
    createEqualiser(
      [
        { kind: 'high-pass', frequency: low, q: Math.SQRT1_2 },
        { kind: 'low-pass', frequency: high, q: Math.SQRT1_2 },
      ],
      RATE,
    ),
  );
  const steps: number[] = [];
  const power = new Float64Array(BAND_COUNT);
  let filled = 0;
  return {
    add(samples) {
      const heard = filters.map((filter) => {
        const copy = samples.slice();
        filter(copy);
        return copy;
      });
      for (let at = 0; at < samples.length; ) {
        const end = Math.min(samples.length, at + LEVEL_STEP - filled);
        for (const [band, part] of heard.entries()) {
          let sum = 0;
          for (let i = at; i < end; i++) sum += (part[i] as number) ** 2;
          power[band] = (power[band] as number) + sum;
        }
        filled += end - at;
        at = end;
        if (filled === LEVEL_STEP) {
          for (const sum of power) steps.push(Math.log10(sum / LEVEL_STEP + 1e-7));
          power.fill(0);
          filled = 0;
        }
      }
    },
    levels: () => Float32Array.from(steps),
  };
}
