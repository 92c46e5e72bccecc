import { LEVEL_MS } from '#shared/publish/contract/sound-levels.ts';

/** How far from its place a voice is looked for, in ms. */
const REACH_MS = 600;
/** How much before and after the voice is compared too: where it must not be heard. */
const AROUND_MS = 200;
/** Levels further below the loudest of the voice count as silence, in dB: there anything may lie under it. */
const DEPTH = 30;

/** Where a voice is heard in a film, and how surely. */
export interface VoiceLag {
  /** How much later than in its place, in ms; before it when negative. */
  lagMs: number;
  /** Correlation of the two courses of level where they fit best, −1 to 1. */
  likeness: number;
}

/**
 * Looks for a voice in the sound of a film, near the place where it should begin: the two courses of level are laid over each
 * other at every lag of up to {@link REACH_MS} (normalised cross-correlation). Music under the voice shifts and flattens the course
 * of the film, and does not change its shape. Levels are in dB for each 10 ms.
 */
export function voiceLag(film: Float32Array, voice: Float32Array, startMs: number): VoiceLag {
  const around = AROUND_MS / LEVEL_MS;
  const start = Math.round(startMs / LEVEL_MS) - around;
  const length = voice.length + 2 * around;
  const loudest = voice.reduce((most, level) => Math.max(most, level), Number.NEGATIVE_INFINITY);
  const floor = loudest - DEPTH;
  const said = Float64Array.from({ length }, (_, at) => Math.max(floor, voice[at - around] ?? floor));
  const reach = REACH_MS / LEVEL_MS;
  const heard = Float64Array.from(
    { length: length + 2 * reach },
    (_, at) => film[start - reach + at] ?? -100,
  );
  let best: VoiceLag = { lagMs: 0, likeness: -1 };
  for (let shift = 0; shift <= 2 * reach; shift += 1) {
    const likeness = correlation(said, heard.subarray(shift, shift + length));
    if (likeness > best.likeness) best = { lagMs: (shift - reach) * LEVEL_MS, likeness };
  }
  return best;
}

/** Pearson's correlation of two series of the same length; what is quieter than {@link DEPTH} below the loudest is cut off. */
function correlation(one: Float64Array, given: Float64Array): number {
  const floor = given.reduce((most, level) => Math.max(most, level), Number.NEGATIVE_INFINITY) - DEPTH;
  const other = given.map((level) => Math.max(level, floor));
  const [meanOne, meanOther] = [mean(one), mean(other)];
  let [product, squareOne, squareOther] = [0, 0, 0];
  for (let at = 0; at < one.length; at += 1) {
    const [a, b] = [(one[at] ?? 0) - meanOne, (other[at] ?? 0) - meanOther];
    product += a * b;
    squareOne += a * a;
    squareOther += b * b;
  }
  return squareOne * squareOther === 0 ? 0 : product / Math.sqrt(squareOne * squareOther);
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
