import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { PronunciationBook } from '#shared/domain/pronunciations.ts';
import { Focus } from '#shared/domain/storyboard.ts';

/** A stretch of footage without a cut, in ms from its start. */
export const Shot = z.strictObject({
  fromMs: z.int().nonnegative(),
  toMs: z.int().positive(),
  /** Where its subject is. */
  focus: Focus,
  /** How sharp, bright and alive it is, 0 to 1. */
  score: z.number().min(0).max(1),
});
export type Shot = z.infer<typeof Shot>;

/** Own footage as the product works with it. */
export const PreparedFootage = z.strictObject({
  /** Under which the text speaks of it. */
  name: z.string(),
  alt: z.string().optional(),
  /** MP4 without sound: H.264, 30 frames a second. */
  video: AssetRef,
  /** WAV at 48 kHz, as long as the video. */
  sound: AssetRef.optional(),
  width: z.int().positive(),
  height: z.int().positive(),
  durationMs: z.int().positive(),
  shots: z.array(Shot).min(1),
});
export type PreparedFootage = z.infer<typeof PreparedFootage>;

/** What was made of the footage and sound that came with a brief. */
export const PreparedMedia = z.strictObject({
  version: z.literal(1),
  footage: z.array(PreparedFootage),
  /** Own music: WAV at 48 kHz, and its beats in ms. */
  music: z.strictObject({ audio: AssetRef, beatsMs: z.array(z.int().nonnegative()) }).optional(),
  /** The narration as somebody has spoken it: WAV at 48 kHz. */
  recording: AssetRef.optional(),
  pronunciations: PronunciationBook.optional(),
});
export type PreparedMedia = z.infer<typeof PreparedMedia>;
