import { parentPort } from 'node:worker_threads';
import type { SpokenText } from '#shared/ports/speech.ts';
import { finishSpeech, type RawRecital } from '#shared/providers/speech/finish/finish-speech.ts';
import { answerOrder } from '#shared/providers/speech/worker-answer.ts';

parentPort?.on('message', async (recital: RawRecital) => {
  const answer = await answerOrder<SpokenText>(() => finishSpeech(recital));
  parentPort?.postMessage(answer, answer.ok ? [answer.value.wav.buffer as ArrayBuffer] : []);
});
