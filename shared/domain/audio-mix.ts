import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';

/** The sound of a film as data: what the audio mixer executes. */
export const AudioMix = z.strictObject({
  version: z.literal(1),
  durationMs: z.int().positive(),
  /** WAV files at 48 kHz and when each begins, in order; without any nobody speaks. */
  voice: z.array(z.strictObject({ audio: AssetRef, startMs: z.int().nonnegative() })),
  /** A WAV file at 48 kHz; it is cut at the end of the film. */
  music: z.strictObject({ audio: AssetRef }).optional(),
  /** Integrated loudness of the film (EBU R 128); −14 LUFS is what the large platforms play at. */
  targetLufs: z.literal(-14),
  /** Highest true peak after encoding, in dBTP. */
  truePeakDb: z.literal(-1),
});
export type AudioMix = z.infer<typeof AudioMix>;
