import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { AudioMix } from '#shared/domain/audio-mix.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { defineStep } from '#shared/engine/step.ts';
import { planAudioMix } from '#shared/render/audio/plan-audio-mix.ts';

/** Says what the sound of a film is made of; a change of pictures alone leaves the plan, and so the mix, as it was. */
export const planAudioStep = defineStep({
  name: 'plan-audio',
  version: 1,
  input: z.strictObject({ timeline: AssetRef }),
  output: z.strictObject({ mix: AssetRef }),
  run: async ({ timeline }, { readJson, writeJson }) => ({
    mix: await writeJson(AudioMix, planAudioMix(await readJson(Timeline, timeline))),
  }),
});
