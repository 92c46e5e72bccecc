import { parentPort } from 'node:worker_threads';
import { toAppError } from '#shared/errors.ts';
import { speakWithFlite } from '#shared/providers/speech/flite/speak.ts';
import { FLITE_VOICES } from '#shared/providers/speech/flite/voices.ts';

/** One order to the worker; it answers each with one {@link SpeechAnswer}, in order. */
export interface SpeechOrder {
  text: string;
  voice: string;
}

/** What the worker answers: the speech, or an error by code and message. */
export type SpeechAnswer =
  | { ok: true; spoken: Awaited<ReturnType<typeof speakWithFlite>> }
  | { ok: false; code: string; message: string; hint: string | undefined };

parentPort?.on('message', async ({ text, voice: name }: SpeechOrder) => {
  let answer: SpeechAnswer;
  try {
    const voice = FLITE_VOICES.find((candidate) => candidate.name === name) ?? FLITE_VOICES[0];
    answer = { ok: true, spoken: await speakWithFlite(text, voice as (typeof FLITE_VOICES)[number]) };
  } catch (error) {
    // A trap of the program leaves nothing behind: each run has an instance of its own.
    const crashed = error instanceof Error && error.name === 'RuntimeError';
    const { code, message, hint } = toAppError(error);
    answer = crashed
      ? { ok: false, code: 'TOOL_CRASHED', message: 'The voice crashed.', hint: undefined }
      : { ok: false, code, message, hint };
  }
  parentPort?.postMessage(answer, answer.ok ? [answer.spoken.wav.buffer as ArrayBuffer] : []);
});
