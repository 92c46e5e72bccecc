import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { handler } from '#functions/render/plan.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { SegmentSpecs } from '#shared/domain/render-plan.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { readJson, writeJson } from '#shared/engine/step-context.ts';
import type { RenderLane } from '#shared/ports/runtime.ts';
import { fallbacksOf } from '#shared/publish/contract/fallbacks.ts';
import { Batch } from '#shared/scenes/plan-batches.ts';
import { RUN, TENANT } from '#tests/ids.ts';
import { call, openFunctionHome } from '#tests/unit/functions/function-home.ts';
import { sampleTimeline } from '#tests/unit/shared/render/sample-film.ts';

const Answer = z.strictObject({
  segments: AssetRef,
  batches: z.array(Batch),
  lane: z.string(),
  why: z.string(),
  jobs: z.array(Batch),
});

async function plan(renderLanes: readonly RenderLane[]) {
  const home = await openFunctionHome({ runtime: { icu: '78.2', renderLanes } });
  const texts = Array.from({ length: 12 }, (_, at) => `This is sentence number ${at} of the film.`);
  const film = await sampleTimeline(home.assets, texts);
  const timeline = await writeJson(home, TENANT, Timeline, film);
  const answer = Answer.parse(await call(handler, { tenant: TENANT, run: RUN, input: { timeline } }));
  const specs = await readJson(home, TENANT, SegmentSpecs, answer.segments);
  const events = await home.journal.read(TENANT, RUN);
  const notices = events.flatMap(({ event }) => (event.type === 'notice' ? [event] : []));
  return { ...answer, specs, events, notices };
}

describe('the plan of a short film', () => {
  test('is for functions side by side, and says so where there are other lanes', async () => {
    const { lane, batches, jobs, specs, notices, why, events } = await plan([
      'functions',
      'jobs',
      'gpu-jobs',
    ]);
    expect(lane).toBe('functions');
    expect(jobs).toEqual([]);
    expect(batches.reduce((sum, { count }) => sum + count, 0)).toBe(specs.length);
    expect(specs.map(({ encoder }) => encoder)).toEqual(specs.map(() => undefined));
    expect(notices).toEqual([{ type: 'notice', code: 'RENDER_LANE', message: why }]);
    expect(why).toMatch(
      /functions .* \d+ s for \$0\.\d{4}; against jobs on machines in .* GPU in about \d+ s/,
    );
    // It takes nothing away from the film.
    expect(fallbacksOf(events)).toEqual([]);
  });

  test('says nothing where there is nothing to choose', async () => {
    expect((await plan(['functions'])).notices).toEqual([]);
  });
});

describe('on machines', () => {
  test('the segments are divided into jobs and into few functions that gather them', async () => {
    const { lane, batches, jobs, specs } = await plan(['jobs']);
    expect(lane).toBe('jobs');
    expect(jobs).toEqual([{ first: 0, count: specs.length }]);
    expect(batches.length).toBeLessThanOrEqual(8);
    expect(specs.map(({ encoder }) => encoder)).toEqual(specs.map(() => undefined));
  });

  test('segments for a GPU say so, and are otherwise the same', async () => {
    const [gpu, cpu] = [await plan(['gpu-jobs']), await plan(['jobs'])];
    expect(gpu.specs).toEqual(cpu.specs.map((spec) => ({ ...spec, encoder: 'nvenc' })));
  });
});
