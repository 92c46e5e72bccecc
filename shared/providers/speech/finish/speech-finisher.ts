import type { SpokenText } from '#shared/ports/speech.ts';
import type { Recording } from '#shared/providers/speech/align/align-recording.ts';
import type { RawRecital } from '#shared/providers/speech/finish/finish-speech.ts';
import type { FinishOrder } from '#shared/providers/speech/finish/worker.ts';
import { answerValue, type WorkerAnswer } from '#shared/providers/speech/worker-answer.ts';
import { createWorkerClient } from '#shared/providers/speech/worker-client.ts';

/** Finishes what engines and people gave, in a thread of its own, for all providers of a process. */
export interface SpeechFinisher {
  /** As `finishSpeech`; throws `TOOL_TIMEOUT` and `CANCELLED` too. */
  finish(recital: RawRecital, signal?: AbortSignal): Promise<SpokenText>;
  /** As `alignRecording`; throws `TOOL_TIMEOUT` and `CANCELLED` too. */
  cutRecording(recording: Recording, signal?: AbortSignal): Promise<(SpokenText | undefined)[]>;
  /** Ends the thread; it never keeps the process alive. */
  close(): Promise<void>;
}

/** The thread starts with the first sound. */
export function createSpeechFinisher(): SpeechFinisher {
  const client = createWorkerClient<FinishOrder, WorkerAnswer<(SpokenText | undefined)[]>>(
    new URL('./worker.ts', import.meta.url),
  );
  const ask = async (order: FinishOrder, signal: AbortSignal | undefined) => {
    const { samples, sampleRate } = 'recital' in order ? order.recital : order.recording;
    // Aligning takes about a tenth of the speech's length.
    const limitMs = 60_000 + (2_000 * samples.length) / sampleRate;
    return answerValue(await client.ask(order, { limitMs, signal }));
  };
  return {
    finish: async (recital, signal) => (await ask({ recital }, signal))[0] as SpokenText,
    cutRecording: (recording, signal) => ask({ recording }, signal),
    close: () => client.close(),
  };
}
