import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';

/**
 * Short sounds that go with the picture: `whoosh` with a sweeping transition, `riser` into a chapter (it ends where that begins),
 * `tick` with an item of a list, `hit` under a title, `shimmer` over the end.
 */
export const ACCENTS = ['whoosh', 'riser', 'tick', 'hit', 'shimmer'] as const;
/** Name of an accent. */
export type AccentKind = (typeof ACCENTS)[number];

/** The sound of a film as data: what the audio mixer executes. All sounds are WAV files of 16 bit at 48 kHz. */
export const AudioMix = z.strictObject({
  version: z.literal(2),
  durationMs: z.int().positive(),
  /** Voices and when each begins, in order; without any nobody speaks. Each is brought to the same loudness. */
  voice: z.array(z.strictObject({ audio: AssetRef, startMs: z.int().nonnegative() })),
  /** The bed under all of it; it is cut at the end of the film. */
  music: z.strictObject({ audio: AssetRef }).optional(),
  /** Where chapters begin: there the music comes up as soon as the voice pauses. */
  chaptersMs: z.array(z.int().nonnegative()),
  /** `gainDb` is the peak in dB of full scale before the film is brought to its loudness. */
  accents: z.array(
    z.strictObject({
      kind: z.enum(ACCENTS),
      startMs: z.int().nonnegative(),
      gainDb: z.number().min(-40).max(-12),
    }),
  ),
  /** Own sound of footage, ducked under the voice; `speed` 2 is twice as fast at the same pitch. */
  clips: z.array(
    z.strictObject({
      audio: AssetRef,
      startMs: z.int().nonnegative(),
      /** From here on in the sound itself. */
      trimStartMs: z.int().nonnegative(),
      /** How long it is heard in the film. */
      durationMs: z.int().positive(),
      /** Beside the level that all footage is brought to. */
      gainDb: z.number().min(-60).max(12),
      speed: z.number().min(0.25).max(4).optional(),
    }),
  ),
  /** Integrated loudness of the film (EBU R 128); see `shared/audio/loudness-targets.ts`. */
  targetLufs: z.number().min(-40).max(-5),
  /** Highest true peak after encoding, in dBTP. */
  truePeakDb: z.number().min(-9).max(0),
});
export type AudioMix = z.infer<typeof AudioMix>;
