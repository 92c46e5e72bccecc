import { beforeAll, expect, test } from 'vitest';
import { AssetRef } from '#shared/domain/asset.ts';
import { SegmentSpecs } from '#shared/domain/render-plan.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { planCues } from '#shared/render/captions/plan-cues.ts';
import { writeCaptionsStep } from '#shared/render/captions/write-captions-step.ts';
import { planRenderStep } from '#shared/render/plan/plan-render-step.ts';
import { planSegments } from '#shared/render/plan/plan-segments.ts';
import { parseSrt, parseVtt } from '#tests/unit/shared/render/captions/parse-captions.ts';
import { spokenTimeline } from '#tests/unit/shared/render/captions/scene.ts';
import { type Harness, openHarness } from '#tests/unit/shared/render/step-harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
  return () => harness.close();
});

const film = spokenTimeline(['One line about the sea.', 'Another one about the land beside it.']);

test('the plan is a list of specifications; the same timeline gives the same list', async () => {
  const { context } = harness;
  const timeline = await context.writeJson(Timeline, film);
  const plan = await planRenderStep.run({ timeline }, context);
  const specs = await context.readJson(SegmentSpecs, AssetRef.parse(plan.segments));
  expect(plan.count).toBe(specs.length);
  expect(specs).toEqual(planSegments(film));
  expect(await planRenderStep.run({ timeline }, context)).toEqual(plan);
});

test('caption files have the captions of the film, also when they are burned in', async () => {
  const { context, assets } = harness;
  const timeline = await context.writeJson(Timeline, film);
  const { srt, vtt } = await writeCaptionsStep.run({ timeline }, context);
  const text = async (ref: unknown) =>
    Buffer.from(await assets.get(context.tenant, AssetRef.parse(ref))).toString('utf8');
  const cues = planCues(film);
  expect(cues.length).toBeGreaterThan(0);
  expect(parseSrt(await text(srt))).toHaveLength(cues.length);
  expect(parseVtt(await text(vtt))).toEqual(parseSrt(await text(srt)));
});
