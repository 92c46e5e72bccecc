import { speakingSecondsIn } from '#shared/providers/speech/align/pauses.ts';
import { type RawSpeech, synthesise } from '#shared/providers/speech/flite/synthesise.ts';
import type { SpokenWord } from '#shared/providers/speech/text/spoken-words.ts';

/** The voice that says the text again, and the stretch at which its times were looked at. */
const REFERENCE = 'slt';
const STRETCH = 1.14;
/** The pace of the reference follows that of the sound within these stretches. */
const MOST_STRETCH = 2;
const LEAST_STRETCH = 0.6;
/** A pace that differs by less needs no second reading. */
const ALIKE = 0.05;

/**
 * Says English words by the built-in voice, whose times are known, at the pace of a sound that says them too. Words of which
 * nothing can be said are not among its times. `sampleRate` in Hz.
 */
export async function speakReference(
  words: readonly SpokenWord[],
  sound: Float32Array,
  sampleRate: number,
): Promise<RawSpeech> {
  const first = await synthesise(words, { flite: REFERENCE, stretch: STRETCH });
  const ratio = speakingSecondsIn(sound, sampleRate) / Math.max(0.1, secondsOf(first));
  if (Math.abs(ratio - 1) < ALIKE) return first;
  const stretch = Math.min(MOST_STRETCH, Math.max(LEAST_STRETCH, STRETCH * ratio));
  return await synthesise(words, { flite: REFERENCE, stretch: Number(stretch.toFixed(3)) });
}

function secondsOf({ sound: { channels, sampleRate } }: RawSpeech): number {
  return speakingSecondsIn(channels[0] ?? new Float32Array(0), sampleRate);
}
