import { AppError } from '#shared/errors.ts';
import { speakingSeconds } from '#shared/language/pace.ts';
import { speakingSecondsIn } from '#shared/providers/speech/align/pauses.ts';
import { sampleText } from '#shared/providers/speech/sherpa/sample-texts.ts';
import { createSherpaClient } from '#shared/providers/speech/sherpa/sherpa-speech.ts';
import type { ModelFiles } from '#shared/providers/speech/sherpa/voice-manifest.ts';
import { answerValue } from '#shared/providers/speech/worker-answer.ts';

/** Large models take some seconds to load from a slow disk. */
const LIMIT_MS = 180_000;

/**
 * Lets a voice speak, in the process that will run it, and gives what its manifest must know. Throws `MEDIA_INVALID` for a
 * model that gives no sound or takes its process with it.
 */
export async function tryVoice(
  model: { folder: string; files: ModelFiles },
  language: string,
): Promise<{ sampleRate: number; speakers: number; wordsPerMinute: number }> {
  const client = createSherpaClient();
  const text = sampleText(language);
  try {
    const { samples, sampleRate, speakers } = answerValue(
      await client.ask({ ...model, text, speaker: 0 }, { limitMs: LIMIT_MS }),
    );
    const seconds = samples.length / sampleRate;
    if (!(speakingSecondsIn(samples, sampleRate) > 0.2)) throw new Error('It is silent.');
    // How long the text takes at one word a minute, by how long it took: words a minute.
    const wordsPerMinute = Math.round(speakingSeconds(text, 1) / seconds);
    return { sampleRate, speakers, wordsPerMinute };
  } catch (cause) {
    const { code } = (cause ?? {}) as { code?: string };
    if (code === 'TOOL_MISSING') throw cause;
    throw new AppError('MEDIA_INVALID', 'The voice does not speak: its model cannot be used.', {
      hint: 'Kinds that can be used are VITS (Piper), Matcha, Kokoro and Kitten.',
      cause,
    });
  } finally {
    await client.close();
  }
}
