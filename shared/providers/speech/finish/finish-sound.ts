import { type Band, createEqualiser } from '#shared/audio/biquad.ts';
import { createLimiter } from '#shared/audio/limiter.ts';
import { measureLoudness } from '#shared/audio/loudness.ts';
import { upsample } from '#shared/audio/polyphase.ts';
import { AppError } from '#shared/errors.ts';
import { resample } from '#shared/providers/speech/resample.ts';

/** Sample rate of every sound in a film, in Hz. */
export const FILM_RATE = 48_000;

/** Loudness of one voice alone, in LUFS, measured as mono. */
const VOICE_LUFS = -18;
/** True peak of a voice, −1 dBTP. */
const PEAK = 10 ** (-1 / 20);
/** Silence left before the first and after the last sound, in seconds. */
const MARGIN = 0.05;
const FADE = 0.008;
/** A voice has begun where it passes 1 % of its peak (−40 dB). */
const THRESHOLD = 0.01;

/** A finished voice at 48 kHz; `cut` is how many seconds were cut off at its start. */
export interface FinishedSound {
  samples: Float32Array;
  cut: number;
}

/**
 * Makes a film's voice of what an engine gave: 48 kHz, equalised, at −18 LUFS, with 50 ms of silence at both ends and fades of 8 ms.
 * Throws `TOOL_CRASHED` when there is nothing to hear.
 */
export function finishSound(raw: Float32Array, rawRate: number, equaliser: readonly Band[]): FinishedSound {
  const factor = FILM_RATE / rawRate;
  const samples = Number.isInteger(factor) ? upsample(raw, factor) : resample(raw, rawRate, FILM_RATE);
  createEqualiser(equaliser, FILM_RATE)(samples);
  const threshold = peakOf(samples) * THRESHOLD;
  const first = samples.findIndex((sample) => Math.abs(sample) > threshold);
  const last = samples.findLastIndex((sample) => Math.abs(sample) > threshold);
  if (first < 0 || threshold < 1e-6) throw new AppError('TOOL_CRASHED', 'The voice made no sound.');
  const margin = MARGIN * FILM_RATE;
  const from = first - margin;
  const trimmed = new Float32Array(last + 1 + margin - from);
  trimmed.set(samples.subarray(Math.max(0, from), last + 1 + margin), Math.max(0, -from));
  const loud = normalise(trimmed);
  fadeEnds(loud);
  return { samples: loud, cut: from / FILM_RATE };
}

function peakOf(samples: Float32Array): number {
  return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
}

/** Some voices have peaks far above their loudness; a limiter takes them down, or the voice would stay too quiet. */
function normalise(samples: Float32Array): Float32Array {
  const loudness = measureLoudness([samples]);
  const gain = Number.isFinite(loudness) ? 10 ** ((VOICE_LUFS - loudness) / 20) : PEAK / peakOf(samples);
  const limiter = createLimiter(1, PEAK);
  const padded = new Float32Array(samples.length + limiter.delay);
  for (let i = 0; i < samples.length; i++) padded[i] = (samples[i] as number) * gain;
  const [limited = padded] = limiter.process([padded]);
  return limited.subarray(limiter.delay);
}

function fadeEnds(samples: Float32Array): void {
  const length = Math.min(FADE * FILM_RATE, Math.floor(samples.length / 2));
  for (let i = 0; i < length; i++) {
    const gain = 0.5 - 0.5 * Math.cos((Math.PI * i) / length);
    samples[i] = (samples[i] as number) * gain;
    const end = samples.length - 1 - i;
    samples[end] = (samples[end] as number) * gain;
  }
}
