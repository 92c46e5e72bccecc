import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Brief } from '#shared/domain/brief.ts';
import { FPS, Timeline } from '#shared/domain/timeline.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson } from '#shared/engine/step-context.ts';
import { composeMusicStep } from '#shared/providers/music/compose-music-step.ts';
import { mixAudioStep } from '#shared/render/audio/mix-audio-step.ts';
import { musicSections } from '#shared/render/audio/music-sections.ts';
import { planAudioMix } from '#shared/render/audio/plan-audio-mix.ts';
import { scoreTimelineStep } from '#shared/render/timeline/score-timeline-step.ts';

/** Composes music for the exact length of the film and mixes it under the voice. */
export const handler = taskHandler(
  'render-sound',
  z.strictObject({ brief: AssetRef, timeline: AssetRef, media: AssetRef }),
  async ({ brief, timeline }, invocation) => {
    const { ports, tenant } = invocation;
    const { options } = await readJson(ports, tenant, Brief, brief);
    const film = await readJson(ports, tenant, Timeline, timeline);
    const { music: mood, seed } = options;
    const seconds = film.frames / FPS;
    const composed =
      mood === 'off'
        ? null
        : await runStep(composeMusicStep, { mood, seconds, seed, sections: musicSections(film) }, invocation);
    const scored = await runStep(
      scoreTimelineStep,
      { timeline, music: composed?.music ?? null, mood },
      invocation,
    );
    const mix = planAudioMix(await readJson(ports, tenant, Timeline, scored.timeline));
    const { audio } = await runStep(mixAudioStep, { mix }, invocation);
    return { timeline: scored.timeline, audio };
  },
);
