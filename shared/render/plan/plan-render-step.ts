import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { SegmentSpec, SegmentSpecs } from '#shared/domain/render-plan.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { defineStep } from '#shared/engine/step.ts';
import { planSegments } from '#shared/render/plan/plan-segments.ts';

/**
 * Divides the film into segments; `segments` is a JSON list of them, in order ({@link SegmentSpecs}). An
 * `encoder` or codec other than the usual one is part of each segment, so that whoever renders it means the same result.
 */
export const planRenderStep = defineStep({
  name: 'plan-render',
  version: 5,
  input: z.strictObject({
    timeline: AssetRef,
    encoder: SegmentSpec.shape.encoder,
    codec: SegmentSpec.shape.codec,
    alpha: SegmentSpec.shape.alpha,
  }),
  output: z.strictObject({ segments: AssetRef, count: z.int().positive() }),
  async run({ timeline, ...chosen }, { readJson, writeJson }) {
    const specs = planSegments(await readJson(Timeline, timeline));
    const segments = specs.map((spec) => ({ ...spec, ...chosen }));
    return { segments: await writeJson(SegmentSpecs, segments), count: segments.length };
  },
});
