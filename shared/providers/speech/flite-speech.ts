import { AppError } from '#shared/errors.ts';
import type { SpokenText } from '#shared/ports/speech.ts';
import { FLITE_CATALOGUE, FLITE_VOICES } from '#shared/providers/speech/flite/voices.ts';
import type { SpeechOrder } from '#shared/providers/speech/flite/worker.ts';
import type { NamedProvider } from '#shared/providers/speech/speech-router.ts';
import { SPEECH_VERSION } from '#shared/providers/speech/speech-version.ts';
import { answerValue, type WorkerAnswer } from '#shared/providers/speech/worker-answer.ts';
import { createWorkerClient } from '#shared/providers/speech/worker-client.ts';

/** Longest text of one request, in characters; a scene has about a hundred, a whole film 30,000. */
const MOST_CHARACTERS = 20_000;

/** How {@link createFliteSpeech} may be set up; the defaults are what the product uses. */
export interface FliteOptions {
  /** Wall-clock limit of one request; by default 30 s and 20 ms for each character, a tenth of which is needed. */
  limitMs?: number;
  /** The script of the worker thread. */
  worker?: URL;
}

/**
 * The built-in voices: flite (CMU, BSD) compiled to WebAssembly, in a worker thread; English only, no key, no network, the
 * same bytes for the same text. Call `close` to end the thread; it never keeps the process alive. Besides
 * `VOICE_UNAVAILABLE`, `speak` throws `OPTION_INVALID` for a text of more than 20,000 characters, `TOOL_TIMEOUT`,
 * `TOOL_CRASHED` and `CANCELLED`.
 */
export function createFliteSpeech({
  limitMs,
  worker = new URL('./flite/worker.ts', import.meta.url),
}: FliteOptions = {}): NamedProvider & { close(): Promise<void> } {
  const client = createWorkerClient<SpeechOrder, WorkerAnswer<SpokenText>>(worker);
  return {
    ...FLITE_CATALOGUE,
    name: 'flite',
    versionOf: () => SPEECH_VERSION,
    async speak({ text, voice, language, pronunciations, signal }) {
      const known = FLITE_VOICES.find(({ name }) => name === voice);
      if (known === undefined || !/^en(-|$)/i.test(language)) {
        throw new AppError('VOICE_UNAVAILABLE', `The voice ${voice} does not speak ${language}.`);
      }
      if (text.length > MOST_CHARACTERS) {
        throw new AppError(
          'OPTION_INVALID',
          `A text of more than ${MOST_CHARACTERS} characters is too long to say.`,
        );
      }
      return answerValue(
        await client.ask(
          { text, voice, pronunciations },
          { limitMs: limitMs ?? 30_000 + 20 * text.length, signal },
        ),
      );
    },
    close: () => client.close(),
  };
}
