import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { defineStep } from '#shared/engine/step.ts';

/** The timeline with that music under it, or with none. Music comes last, for it is composed to the film's length. */
export function withMusic({ music: _, ...timeline }: Timeline, music: Timeline['music'] | null): Timeline {
  return music ? { ...timeline, music } : timeline;
}

/** Puts the music into the timeline, and how loud the film is to be; `music` is null for a film without. */
export const scoreTimelineStep = defineStep({
  name: 'score-timeline',
  version: 2,
  input: z.strictObject({
    timeline: AssetRef,
    music: AssetRef.nullable(),
    mood: z.string(),
    loudness: Timeline.shape.loudness,
  }),
  output: z.strictObject({ timeline: AssetRef }),
  async run({ timeline, music, mood, loudness }, { readJson, writeJson }) {
    const scored = withMusic(await readJson(Timeline, timeline), music && { audio: music, mood });
    return { timeline: await writeJson(Timeline, { ...scored, ...(loudness ? { loudness } : {}) }) };
  },
});
