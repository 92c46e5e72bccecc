import { expect, test } from 'vitest';
import * as z from 'zod';
import { handler } from '#functions/render/segments.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { SegmentSpecs } from '#shared/domain/render-plan.ts';
import { readJson, writeJson } from '#shared/engine/step-context.ts';
import { createMediaTools } from '#shared/node/media-tools.ts';
import { fallbacksOf } from '#shared/publish/contract/fallbacks.ts';
import { SegmentList } from '#shared/render/join/step.ts';
import { planSegments } from '#shared/render/plan/plan-segments.ts';
import { RUN, TENANT } from '#tests/ids.ts';
import { temporaryFolder } from '#tests/local-ports.ts';
import { call, openFunctionHome } from '#tests/unit/functions/function-home.ts';
import { sampleTimeline } from '#tests/unit/shared/render/sample-film.ts';

const TEXTS = ['Deep down it is dark.', 'Some fish glow.'];

/** A home with a film's segments in it; `render` calls the function for one batch of them. */
async function openFilm() {
  const tools = createMediaTools({
    cacheFolder: await temporaryFolder(),
    searchPath: process.env.PATH ?? '',
  });
  const home = await openFunctionHome({ tools });
  const specs = planSegments(await sampleTimeline(home.assets, TEXTS));
  const segments = await writeJson(home, TENANT, SegmentSpecs, specs);
  const render = async (more: object) => {
    const answer = await call(handler, { tenant: TENANT, run: RUN, input: { segments, ...more } });
    return readJson(home, TENANT, SegmentList, z.object({ videos: AssetRef }).parse(answer).videos);
  };
  const events = () => home.journal.read(TENANT, RUN);
  return { specs, render, events };
}

test('a batch becomes a list of videos, found done the second time, and nothing is said of jobs', async () => {
  const { render, events } = await openFilm();
  const first = await render({ batch: { first: 0, count: 2 } });
  const again = await render({ batch: { first: 0, count: 2 }, failedJobs: 0 });
  expect(first).toHaveLength(2);
  expect(again).toEqual(first);
  const types = (await events()).map(({ event }) => event.type);
  expect(types.filter((type) => type === 'step.started')).toHaveLength(2);
  expect(types).not.toContain('notice');
});

test('what failed jobs have left is rendered, and said once however many batches there are', async () => {
  const { render, events } = await openFilm();
  await render({ batch: { first: 0, count: 1 }, failedJobs: 2 });
  await render({ batch: { first: 1, count: 1 }, failedJobs: 2 });
  const all = await events();
  expect(all.flatMap(({ event }) => (event.type === 'notice' ? [event] : []))).toEqual([
    {
      type: 'notice',
      code: 'RENDER_JOBS_FAILED',
      message: '2 jobs on machines have failed; functions render what is missing.',
    },
  ]);
  // It takes nothing away from the film.
  expect(fallbacksOf(all)).toEqual([]);
});
