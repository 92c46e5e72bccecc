import * as z from 'zod';
import { MUSIC_MOODS } from '#shared/domain/brief.ts';

/** A mood that music can be composed in. */
export const Mood = z.enum(MUSIC_MOODS).exclude(['off']);
export type Mood = z.infer<typeof Mood>;

/** A part of the film that the music follows. */
export const MusicSection = z.strictObject({
  startMs: z.int().nonnegative(),
  /** `chapter` is lifted, a `point` only begins on a bar line where that is near, `ending` leads home. */
  kind: z.enum(['hook', 'chapter', 'point', 'ending']),
  /** Share of the part in which somebody speaks, 0 to 1: the music is thinner where more is said. */
  speech: z.number().min(0).max(1).optional(),
});
export type MusicSection = z.infer<typeof MusicSection>;

/** What music is wanted: mood, length, the film it is for, and a seed that makes the piece another one. */
export const MusicRequest = z.strictObject({
  mood: Mood,
  /** Length of the film. */
  seconds: z.number().positive().max(7200),
  seed: z.int().min(0),
  /** In the order of time; without any it is one part. */
  sections: z.array(MusicSection).max(2000).optional(),
});
export type MusicRequest = z.infer<typeof MusicRequest>;
