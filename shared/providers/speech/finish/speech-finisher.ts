import type { SpokenText } from '#shared/ports/speech.ts';
import type { RawRecital } from '#shared/providers/speech/finish/finish-speech.ts';
import { answerValue, type WorkerAnswer } from '#shared/providers/speech/worker-answer.ts';
import { createWorkerClient } from '#shared/providers/speech/worker-client.ts';

/** Finishes what engines gave in a thread of its own, for all providers of a process. */
export interface SpeechFinisher {
  /** As `finishSpeech`; throws `TOOL_TIMEOUT` and `CANCELLED` too. */
  finish(recital: RawRecital, signal?: AbortSignal): Promise<SpokenText>;
  /** Ends the thread; it never keeps the process alive. */
  close(): Promise<void>;
}

/** The thread starts with the first sound. */
export function createSpeechFinisher(): SpeechFinisher {
  const client = createWorkerClient<RawRecital, WorkerAnswer<SpokenText>>(
    new URL('./worker.ts', import.meta.url),
  );
  return {
    async finish(recital, signal) {
      // Aligning takes about a tenth of the speech's length.
      const seconds = recital.samples.length / recital.sampleRate;
      return answerValue(await client.ask(recital, { limitMs: 60_000 + 2_000 * seconds, signal }));
    },
    close: () => client.close(),
  };
}
