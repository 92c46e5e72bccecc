import type { MoodStyle } from '#shared/providers/music/mood-style.ts';
import { BRIGHT } from '#shared/providers/music/moods/bright.ts';
import { CALM } from '#shared/providers/music/moods/calm.ts';
import { DEEP } from '#shared/providers/music/moods/deep.ts';
import { DREAMY } from '#shared/providers/music/moods/dreamy.ts';
import { DRIVING } from '#shared/providers/music/moods/driving.ts';
import { EPIC } from '#shared/providers/music/moods/epic.ts';
import { PLAYFUL } from '#shared/providers/music/moods/playful.ts';
import { SOLEMN } from '#shared/providers/music/moods/solemn.ts';
import { TENSE } from '#shared/providers/music/moods/tense.ts';
import { WARM } from '#shared/providers/music/moods/warm.ts';
import type { Mood } from '#shared/providers/music/request.ts';

/** What makes each mood. */
export const MOOD_STYLES: Record<Mood, MoodStyle> = {
  calm: CALM,
  bright: BRIGHT,
  deep: DEEP,
  warm: WARM,
  tense: TENSE,
  driving: DRIVING,
  playful: PLAYFUL,
  epic: EPIC,
  solemn: SOLEMN,
  dreamy: DREAMY,
};
