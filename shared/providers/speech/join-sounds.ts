import type { Sound } from '#shared/audio/wav.ts';
import { AppError } from '#shared/errors.ts';

/** Sounds one after the other, their first channels only. Throws `TOOL_FAILED` when their rates differ. */
export function joinSounds(sounds: readonly Sound[]): { samples: Float32Array; sampleRate: number } {
  const sampleRate = sounds[0]?.sampleRate ?? 0;
  if (sounds.some((sound) => sound.sampleRate !== sampleRate)) {
    throw new AppError('TOOL_FAILED', 'The voice changed its sample rate within one text.');
  }
  const parts = sounds.map(({ channels }) => channels[0] ?? new Float32Array(0));
  const samples = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length;
  }
  return { samples, sampleRate };
}
