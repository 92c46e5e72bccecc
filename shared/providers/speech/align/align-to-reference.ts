import {
  FEATURE_RATE,
  type Features,
  FRAME_SECONDS,
  shrinkFeatures,
  takeFeatures,
} from '#shared/providers/speech/align/features.ts';
import { warp } from '#shared/providers/speech/align/warp.ts';
import type { RawSpeech, WordTime } from '#shared/providers/speech/flite/synthesise.ts';
import { resample } from '#shared/providers/speech/resample.ts';

/** Lengths of vocal tract that are tried: children and women against the reference, a woman, and men. */
const TRACTS = [0.88, 1, 1.1, 1.2, 1.3];
/** The tract is chosen on so many frames taken together, and on at most so many seconds. */
const CHOICE_FRAMES = 2;
const CHOICE_SECONDS = 30;

/**
 * Finds the time of every word in a sound that says them, by laying it over speech of the same words whose times are known.
 * Words that the reference does not say are left out. `sampleRate` in Hz.
 */
export function alignToReference(sound: Float32Array, sampleRate: number, reference: RawSpeech): WordTime[] {
  const heard = resample(sound, sampleRate, FEATURE_RATE);
  const [said = new Float32Array(0)] = reference.sound.channels;
  const features = takeFeatures(resample(said, reference.sound.sampleRate, FEATURE_RATE));
  const { partners } = warp(features, takeFeatures(heard, chooseTract(heard, features)));
  const at = (seconds: number) => {
    const frame = Math.min(features.frames - 1, Math.round(seconds / FRAME_SECONDS));
    return (partners[frame] as number) * FRAME_SECONDS;
  };
  return reference.times.map(({ index, start, end }) => ({
    index,
    start: at(start),
    end: Math.max(at(start), at(end)),
  }));
}

function chooseTract(heard: Float32Array, reference: Features): number {
  // The start of a long sound is enough to know a voice, but it must be the start of both.
  const part = Math.min(1, (CHOICE_SECONDS * FEATURE_RATE) / Math.max(1, heard.length));
  const frames = Math.ceil(reference.frames * part);
  const start = {
    ...reference,
    frames,
    values: reference.values.subarray(0, frames * reference.width),
  };
  const few = shrinkFeatures(start, CHOICE_FRAMES);
  const samples = heard.subarray(0, Math.ceil(heard.length * part));
  const costs = TRACTS.map(
    (tract) => warp(few, shrinkFeatures(takeFeatures(samples, tract), CHOICE_FRAMES)).cost,
  );
  return TRACTS[costs.indexOf(Math.min(...costs))] as number;
}
