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
/** Samples that are limited at a time: a second, so that a reading of half an hour (350 MB) is finished where it lies. */
const BLOCK = FILM_RATE;

/** A finished voice at 48 kHz; `cut` is how many seconds were cut off at its start. */
export interface FinishedSound {
  samples: Float32Array;
  cut: number;
}

/**
 * Makes a film's voice of what an engine gave: 48 kHz, equalised, at −18 LUFS, with 50 ms of silence at both ends and fades of 8 ms.
 * An equaliser changes what is at that rate already in place. Throws `TOOL_CRASHED` when there is nothing to hear.
 */
export function finishSound(raw: Float32Array, rawRate: number, equaliser: readonly Band[]): FinishedSound {
  const samples = toFilmRate(raw, rawRate);
  createEqualiser(equaliser, FILM_RATE)(samples);
  const threshold = peakOf(samples) * THRESHOLD;
  const first = samples.findIndex((sample) => Math.abs(sample) > threshold);
  const last = samples.findLastIndex((sample) => Math.abs(sample) > threshold);
  if (first < 0 || threshold < 1e-6) throw new AppError('TOOL_CRASHED', 'The voice made no sound.');
  const margin = MARGIN * FILM_RATE;
  const from = first - margin;
  const trimmed = new Float32Array(last + 1 + margin - from);
  trimmed.set(samples.subarray(Math.max(0, from), last + 1 + margin), Math.max(0, -from));
  normalise(trimmed);
  fadeEnds(trimmed);
  return { samples: trimmed, cut: from / FILM_RATE };
}

function toFilmRate(raw: Float32Array, rawRate: number): Float32Array {
  const factor = FILM_RATE / rawRate;
  return factor > 1 && Number.isInteger(factor) ? upsample(raw, factor) : resample(raw, rawRate, FILM_RATE);
}

function peakOf(samples: Float32Array): number {
  return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
}

/** In place. Some voices have peaks far above their loudness; a limiter takes them down, or the voice would stay too quiet. */
function normalise(samples: Float32Array): void {
  const loudness = measureLoudness([samples]);
  const gain = Number.isFinite(loudness) ? 10 ** ((VOICE_LUFS - loudness) / 20) : PEAK / peakOf(samples);
  const limiter = createLimiter(1, PEAK);
  const { delay } = limiter;
  for (let start = 0; start < samples.length + delay; start += BLOCK) {
    const block = new Float32Array(Math.min(BLOCK, samples.length + delay - start));
    block.set(samples.subarray(start, start + BLOCK));
    for (let i = 0; i < block.length; i++) block[i] = (block[i] as number) * gain;
    const [limited = block] = limiter.process([block]);
    // It comes out later than it went in, so that nothing is written over before it is read.
    samples.set(limited.subarray(Math.max(0, delay - start)), Math.max(0, start - delay));
  }
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
