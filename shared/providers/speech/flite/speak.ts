import { encodeWav } from '#shared/audio/wav.ts';
import type { Pronunciations } from '#shared/domain/pronunciations.ts';
import { AppError } from '#shared/errors.ts';
import type { SpokenText } from '#shared/ports/speech.ts';
import { FILM_RATE, finishSound } from '#shared/providers/speech/finish/finish-sound.ts';
import { toTimedWords } from '#shared/providers/speech/finish/timed-words.ts';
import { synthesise } from '#shared/providers/speech/flite/synthesise.ts';
import type { FliteVoice } from '#shared/providers/speech/flite/voices.ts';
import { toSpokenWords } from '#shared/providers/speech/text/spoken-words.ts';

/**
 * Speech of a text, with the time of every word. Blocks its thread for about 1/40 of the speech's length. Throws
 * `VOICE_UNAVAILABLE` when nothing in the text can be said in English.
 */
export async function speakWithFlite(
  text: string,
  voice: Pick<FliteVoice, 'flite' | 'stretch' | 'equaliser'>,
  pronunciations: Pronunciations = {},
): Promise<SpokenText> {
  const words = toSpokenWords(text, pronunciations);
  if (words.every(({ spoken }) => spoken === '')) {
    throw new AppError('VOICE_UNAVAILABLE', 'There is nothing in this text that an English voice can say.', {
      hint: 'Write the line in English, or choose the voice "none".',
    });
  }
  const { sound, times } = await synthesise(words, voice);
  const [raw = new Float32Array()] = sound.channels;
  const { samples, cut } = finishSound(raw, sound.sampleRate, voice.equaliser);
  const durationMs = Math.round((samples.length / FILM_RATE) * 1000);
  return {
    wav: encodeWav({ sampleRate: FILM_RATE, channels: [samples] }),
    durationMs,
    words: toTimedWords(
      words.map(({ display }) => display),
      times,
      { shift: cut, durationMs },
    ),
  };
}
