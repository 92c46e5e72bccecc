import { encodeWav } from '#shared/audio/wav.ts';
import type { SpokenText } from '#shared/ports/speech.ts';
import { alignWords, type Recital } from '#shared/providers/speech/align/align-words.ts';
import { FILM_RATE, finishSound } from '#shared/providers/speech/finish/finish-sound.ts';
import { toTimedWords } from '#shared/providers/speech/finish/timed-words.ts';
import type { WordTime } from '#shared/providers/speech/flite/synthesise.ts';
import { displayWords } from '#shared/providers/speech/text/display-words.ts';

/** What an engine gave: its sound, and times of the displayed words where it tells them. */
export interface RawRecital extends Recital {
  times?: readonly WordTime[];
}

/**
 * Makes speech for a film of an engine's sound: 48 kHz, as loud as every voice, trimmed, with the time of every displayed
 * word, which is found in the sound where the engine does not tell it. Throws `TOOL_CRASHED` when there is nothing to hear.
 */
export async function finishSpeech(recital: RawRecital): Promise<SpokenText> {
  const times = recital.times ?? (await alignWords(recital));
  const { samples, cut } = finishSound(recital.samples, recital.sampleRate, []);
  const durationMs = Math.round((samples.length / FILM_RATE) * 1000);
  return {
    wav: encodeWav({ sampleRate: FILM_RATE, channels: [samples] }),
    durationMs,
    words: toTimedWords(displayWords(recital.text), times, { shift: cut, durationMs }),
  };
}
