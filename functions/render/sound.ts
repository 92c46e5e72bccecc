import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { loudnessFor } from '#shared/audio/loudness-targets.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Brief, type BriefOptions } from '#shared/domain/brief.ts';
import { PreparedMedia } from '#shared/domain/prepared-media.ts';
import { FPS, Timeline } from '#shared/domain/timeline.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson } from '#shared/engine/step-context.ts';
import type { StepEnvironment } from '#shared/engine/step-environment.ts';
import { composeMusicStep } from '#shared/providers/music/compose-music-step.ts';
import { mixAudioStep } from '#shared/render/audio/mix-audio-step.ts';
import { musicSections } from '#shared/render/audio/music-sections.ts';
import { fitMusicStep } from '#shared/render/audio/own-music/fit-music-step.ts';
import { planAudioMix } from '#shared/render/audio/plan-audio-mix.ts';
import { scoreTimelineStep } from '#shared/render/timeline/score-timeline-step.ts';

/** Lays music of the exact length of the film under it and mixes all that is heard. */
export const handler = taskHandler(
  'render-sound',
  z.strictObject({ brief: AssetRef, timeline: AssetRef, media: AssetRef }),
  async ({ brief, timeline, media }, invocation) => {
    const { ports, tenant } = invocation;
    const { options } = await readJson(ports, tenant, Brief, brief);
    const film = await readJson(ports, tenant, Timeline, timeline);
    const own = (await readJson(ports, tenant, PreparedMedia, media)).music;
    const bed = await layBed(film, options, own, invocation);
    const mood = own ? 'own' : options.music;
    const scored = await runStep(
      scoreTimelineStep,
      { timeline, music: bed, mood, loudness: loudnessFor(options.platform) },
      invocation,
    );
    const mix = planAudioMix(await readJson(ports, tenant, Timeline, scored.timeline));
    const { audio } = await runStep(mixAudioStep, { mix }, invocation);
    return { timeline: scored.timeline, audio };
  },
);

/** Music for the exact length of the film: their own made to fit, composed to the film's parts, or null for none. */
async function layBed(
  film: Timeline,
  { music: mood, seed }: BriefOptions,
  own: PreparedMedia['music'],
  invocation: StepEnvironment<'tools'>,
): Promise<AssetRef | null> {
  const seconds = film.frames / FPS;
  if (own) {
    const input = { music: own.audio, beatsMs: own.beatsMs, seconds };
    return (await runStep(fitMusicStep, input, invocation)).music;
  }
  if (mood === 'off') return null;
  const request = { mood, seconds, seed, sections: musicSections(film) };
  return (await runStep(composeMusicStep, request, invocation)).music;
}
