import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Brief } from '#shared/domain/brief.ts';
import { PreparedMedia } from '#shared/domain/prepared-media.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson } from '#shared/engine/step-context.ts';
import { BatchTakes, cutTimelineStep } from '#shared/render/timeline/cut-timeline-step.ts';
import { brandTimeline } from '#shared/scenes/brand/brand-timeline-step.ts';
import { secondsWithoutCards } from '#shared/scenes/brand/without-cards.ts';
import { brandOf, lookOf } from '#shared/scenes/styles/look-of.ts';

/** Cuts the timeline of what the batches made, in the order of the scenes, and puts the brand into it. */
export const handler = taskHandler(
  'scenes-cut',
  z.strictObject({ brief: AssetRef, storyboard: AssetRef, media: AssetRef, takes: z.array(BatchTakes) }),
  async ({ brief, storyboard, media, takes }, invocation) => {
    const asked = await readJson(invocation.ports, invocation.tenant, Brief, brief);
    const { ports, tenant } = invocation;
    const style = await lookOf(asked, ports, tenant);
    const { aspect, quality, captions, captionStyle, seed } = asked.options;
    const seconds = await secondsWithoutCards(asked, ports, tenant);
    const { music } = await readJson(ports, tenant, PreparedMedia, media);
    const options = {
      ...{ aspect, quality, captions, seconds, seed },
      captionLook: captionStyle === 'auto' ? style.captions : { ...style.captions, kind: captionStyle },
      transitions: style.transitions,
      ...(music ? { beatsMs: music.beatsMs } : {}),
    };
    const cut = await runStep(cutTimelineStep, { storyboard, takes, options }, invocation);
    const brand = await brandOf(asked, ports, tenant);
    if (!brand) return cut;
    return await runStep(brandTimeline, { timeline: cut.timeline, brand, style, seed }, invocation);
  },
);
