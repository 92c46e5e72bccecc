import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';

/** A word as it is shown, with the time in which it is heard, in ms from the start of its audio. */
export const TimedWord = z.strictObject({
  text: z.string().min(1),
  startMs: z.int().nonnegative(),
  endMs: z.int().nonnegative(),
});
export type TimedWord = z.infer<typeof TimedWord>;

/** The narration of one scene. Without `audio` nobody speaks and the timings follow a reader's pace. */
export const Narration = z.strictObject({
  audio: AssetRef.optional(),
  durationMs: z.int().positive(),
  words: z.array(TimedWord),
  voice: z.string(),
});
export type Narration = z.infer<typeof Narration>;
