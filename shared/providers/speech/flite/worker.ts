import { parentPort } from 'node:worker_threads';
import type { Pronunciations } from '#shared/domain/pronunciations.ts';
import type { SpokenText } from '#shared/ports/speech.ts';
import { speakWithFlite } from '#shared/providers/speech/flite/speak.ts';
import { FLITE_VOICES } from '#shared/providers/speech/flite/voices.ts';
import { answerOrder } from '#shared/providers/speech/worker-answer.ts';

/** One order to the worker; it answers each with one `WorkerAnswer`, in order. */
export interface SpeechOrder {
  text: string;
  voice: string;
  pronunciations?: Pronunciations | undefined;
}

parentPort?.on('message', async ({ text, voice: name, pronunciations }: SpeechOrder) => {
  const voice = FLITE_VOICES.find((candidate) => candidate.name === name) ?? FLITE_VOICES[0];
  const answer = await answerOrder<SpokenText>(() =>
    speakWithFlite(text, voice as (typeof FLITE_VOICES)[number], pronunciations),
  );
  parentPort?.postMessage(answer, answer.ok ? [answer.value.wav.buffer as ArrayBuffer] : []);
});
