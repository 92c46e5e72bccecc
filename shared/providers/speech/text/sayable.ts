import { AppError } from '#shared/errors.ts';

/** Whether a voice can make anything of a text: signs alone give silence. */
export function isSayable(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** Throws `VOICE_UNAVAILABLE` for a text in which there is nothing to say, before an engine is asked (and paid) for silence. */
export function assertSayable(text: string): void {
  if (!isSayable(text))
    throw new AppError('VOICE_UNAVAILABLE', 'There is nothing in this text that a voice can say.');
}
