import { parentPort } from 'node:worker_threads';
import type { SpokenText } from '#shared/ports/speech.ts';
import { alignRecording, type Recording } from '#shared/providers/speech/align/align-recording.ts';
import { finishSpeech, type RawRecital } from '#shared/providers/speech/finish/finish-speech.ts';
import { answerOrder } from '#shared/providers/speech/worker-answer.ts';

/** What the thread is asked for: to finish one text, or to cut a reading of many. */
export type FinishOrder = { recital: RawRecital } | { recording: Recording };

parentPort?.on('message', async (order: FinishOrder) => {
  const answer = await answerOrder<(SpokenText | undefined)[]>(async () =>
    'recital' in order ? [await finishSpeech(order.recital)] : await alignRecording(order.recording),
  );
  const sounds = answer.ok ? answer.value.flatMap((spoken) => (spoken ? [spoken.wav.buffer] : [])) : [];
  parentPort?.postMessage(answer, sounds as ArrayBuffer[]);
});
