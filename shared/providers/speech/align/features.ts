import { createPowerSpectrum } from '#shared/providers/speech/align/fourier.ts';

/** Sample rate that features are taken at, in Hz. */
export const FEATURE_RATE = 16_000;
/** Time between two frames, in seconds. */
export const FRAME_SECONDS = 0.01;

const HOP = FEATURE_RATE * FRAME_SECONDS;
const WINDOW = 400;
const TRANSFORM = 512;
const BANDS = 26;
const CEPSTRA = 12;
/** Change of a feature over so many frames to each side is a feature too. */
const DELTA_REACH = 2;
/** How much loudness and its change count beside one cepstral coefficient. */
const LOUDNESS_WEIGHT = 2;

/** What is compared of two sounds: `width` numbers for each frame, one frame after the other. */
export interface Features {
  frames: number;
  width: number;
  values: Float32Array;
}

/**
 * Mel cepstra, loudness and their changes (Davis and Mermelstein 1980), each scaled to mean 0 and variance 1 over the
 * sound, so that voices and microphones that differ can be compared. `samples` at {@link FEATURE_RATE}. `tract` stretches the
 * frequencies, as a longer or shorter vocal tract does: above 1 brings a man's voice near to a woman's.
 */
export function takeFeatures(samples: Float32Array, tract = 1): Features {
  const frames = Math.max(1, Math.ceil(samples.length / HOP));
  const base = CEPSTRA + 1;
  const plain = cepstra(samples, frames, tract);
  const width = 2 * base;
  const values = new Float32Array(frames * width);
  for (let frame = 0; frame < frames; frame++) {
    const at = (offset: number, k: number) =>
      plain[Math.min(frames - 1, Math.max(0, frame + offset)) * base + k] as number;
    for (let k = 0; k < base; k++) {
      values[frame * width + k] = at(0, k);
      let slope = 0;
      for (let reach = 1; reach <= DELTA_REACH; reach++) slope += reach * (at(reach, k) - at(-reach, k));
      values[frame * width + base + k] = slope;
    }
  }
  for (let k = 0; k < width; k++) {
    const loudness = k % base === 0 ? LOUDNESS_WEIGHT : 1;
    standardise(values, k, width, loudness);
  }
  return { frames, width, values };
}

/** Every `factor` frames become their mean. */
export function shrinkFeatures({ frames, width, values }: Features, factor: number): Features {
  const fewer = Math.ceil(frames / factor);
  const shrunk = new Float32Array(fewer * width);
  for (let frame = 0; frame < frames; frame++) {
    const target = Math.floor(frame / factor);
    const share = 1 / (Math.min(frames, (target + 1) * factor) - target * factor);
    for (let k = 0; k < width; k++) {
      const at = target * width + k;
      shrunk[at] = (shrunk[at] as number) + share * (values[frame * width + k] as number);
    }
  }
  return { frames: fewer, width, values: shrunk };
}

function cepstra(samples: Float32Array, frames: number, tract: number): Float64Array {
  const spectrum = createPowerSpectrum(TRANSFORM);
  const window = Float64Array.from(
    { length: WINDOW },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / WINDOW),
  );
  const filters = melFilters(tract);
  const cosines = Array.from({ length: CEPSTRA }, (_, k) =>
    Float64Array.from({ length: BANDS }, (__, band) => Math.cos((Math.PI * (k + 1) * (band + 0.5)) / BANDS)),
  );
  const block = new Float64Array(TRANSFORM);
  const power = new Float64Array(TRANSFORM / 2 + 1);
  const logs = new Float64Array(BANDS);
  const floor = noiseFloor(samples);
  const result = new Float64Array(frames * (CEPSTRA + 1));
  for (let frame = 0; frame < frames; frame++) {
    const first = frame * HOP - WINDOW / 2;
    for (let i = 0; i < WINDOW; i++) {
      const sample = samples[first + i] ?? 0;
      block[i] = (sample - 0.97 * (samples[first + i - 1] ?? 0)) * (window[i] as number);
    }
    spectrum(block, power);
    let total = 0;
    filters.forEach((filter, band) => {
      let energy = 0;
      for (const [bin, weight] of filter) energy += weight * (power[bin] as number);
      total += energy;
      logs[band] = Math.log(energy + floor / BANDS);
    });
    result[frame * (CEPSTRA + 1)] = Math.log(total + floor);
    cosines.forEach((cosine, k) => {
      let sum = 0;
      for (let band = 0; band < BANDS; band++) sum += (cosine[band] as number) * (logs[band] as number);
      result[frame * (CEPSTRA + 1) + 1 + k] = sum;
    });
  }
  return result;
}

/** What is added to every energy so that silence is alike everywhere: 50 dB below the mean of a frame's energy. */
function noiseFloor(samples: Float32Array): number {
  let energy = 0;
  for (const sample of samples) energy += sample * sample;
  return Math.max(1e-9, (1e-5 * energy * WINDOW * TRANSFORM) / Math.max(1, samples.length));
}

/** Triangles of equal width in mel between 80 and 7,000 Hz: pairs of bin and weight for each band. */
function melFilters(tract: number): [bin: number, weight: number][][] {
  const mel = (hertz: number) => 1127 * Math.log(1 + hertz / 700);
  const [low, high] = [mel(80), mel(7000)];
  const step = (high - low) / (BANDS + 1);
  return Array.from({ length: BANDS }, (_, band) => {
    const filter: [number, number][] = [];
    for (let bin = 1; bin <= TRANSFORM / 2; bin++) {
      const distance =
        Math.abs(mel((tract * bin * FEATURE_RATE) / TRANSFORM) - low - (band + 1) * step) / step;
      if (distance < 1) filter.push([bin, 1 - distance]);
    }
    return filter;
  });
}

function standardise(values: Float32Array, offset: number, width: number, weight: number): void {
  const count = values.length / width;
  let [sum, squares] = [0, 0];
  for (let i = offset; i < values.length; i += width) {
    sum += values[i] as number;
    squares += (values[i] as number) ** 2;
  }
  const mean = sum / count;
  const deviation = Math.sqrt(Math.max(1e-12, squares / count - mean * mean));
  for (let i = offset; i < values.length; i += width)
    values[i] = (weight * ((values[i] as number) - mean)) / deviation;
}
