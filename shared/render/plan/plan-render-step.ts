import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { SegmentSpec } from '#shared/domain/render-plan.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { defineStep } from '#shared/engine/step.ts';
import { planSegments } from '#shared/render/plan/plan-segments.ts';

/** Divides the film into segments; `segments` is a JSON list of references to a {@link SegmentSpec} each, in order. */
export const planRenderStep = defineStep({
  name: 'plan-render',
  version: 1,
  input: z.strictObject({ timeline: AssetRef }),
  output: z.strictObject({ segments: AssetRef, count: z.int().positive() }),
  async run({ timeline }, { readJson, writeJson }) {
    const specs = planSegments(await readJson(Timeline, timeline));
    const segments = await Promise.all(specs.map((spec) => writeJson(SegmentSpec, spec)));
    return { segments: await writeJson(z.array(AssetRef), segments), count: segments.length };
  },
});
