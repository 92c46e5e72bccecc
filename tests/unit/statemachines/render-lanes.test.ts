import { describe, expect, test } from 'vitest';
import { RenderJob } from '#containers/renderer/render-batch.ts';
import { divideSegments } from '#shared/render/plan/divide-segments.ts';
import { RUN, TENANT } from '#tests/ids.ts';
import { answers, ref, startProduction } from '#tests/unit/statemachines/production.ts';

/** More jobs than a film of so many scenes is divided into: ten at most, of some minutes of 3.5 processors each. */
const jobsOf = (scenes: number) => Math.ceil(scenes / 100);

const DONE = { JobId: 'job', Status: 'SUCCEEDED', Container: { ExitCode: 0 } };

/** A production on this lane; `fails` says of a job's number, from 0, whether it fails for good. */
async function produce(
  lane: 'functions' | 'jobs' | 'gpu-jobs',
  scenes: number,
  fails: (job: number) => boolean = () => false,
) {
  const submitted: Record<string, unknown>[] = [];
  const work = divideSegments({ lane, jobs: jobsOf(scenes) }, scenes);
  const plan = { segments: ref, lane, why: 'It is cheaper.', ...work };
  const { engine, id, asked } = await startProduction(
    { ...answers(scenes), 'render-plan': plan },
    {
      input: { trace: '1-5759e988-bd862e3fe1be46a994272793' },
      async submitJob(parameters) {
        submitted.push(parameters as Record<string, unknown>);
        if (!fails(submitted.length - 1)) return DONE;
        throw Object.assign(new Error('{"Status":"FAILED"}'), { name: 'States.TaskFailed' });
      },
    },
  );
  const ended = await engine.whenEnded(TENANT, id);
  return { ended, history: await engine.history(TENANT, id), asked, submitted, work };
}

describe('on a lane of machines', () => {
  test.each([
    ['jobs', 'render', 'render-segments'],
    ['gpu-jobs', 'gpu', 'render-segments-gpu'],
  ] as const)(
    '%s go to their queue, each with its batch, before functions gather the results',
    async (lane, queue, job) => {
      const { ended, asked, submitted, work } = await produce(lane, 250);
      expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { package: ref } });
      for (const one of submitted)
        expect(one).toMatchObject({ JobQueue: queue, JobDefinition: job, ShareIdentifier: 'local' });
      const told = submitted.map(({ ContainerOverrides }) => {
        const [argument = ''] = (ContainerOverrides as { Command: string[] }).Command;
        return RenderJob.parse(JSON.parse(argument));
      });
      expect(told.map(({ input }) => input.batch)).toEqual(work.jobs);
      for (const one of told) {
        expect(one).toMatchObject({
          tenant: TENANT,
          run: RUN,
          input: { segments: ref },
          trace: '1-5759e988-bd862e3fe1be46a994272793',
        });
      }
      const gathered = asked.filter(({ name }) => name === 'render-segments');
      expect(gathered).toHaveLength(work.batches.length);
    },
  );

  test('functions alone submit no job', async () => {
    const { ended, submitted } = await produce('functions', 50);
    expect(ended.status).toBe('SUCCEEDED');
    expect(submitted).toEqual([]);
  });
});

describe('when jobs fail for good', () => {
  const toldOf = (asked: Awaited<ReturnType<typeof produce>>['asked']) =>
    asked
      .filter(({ name }) => name === 'render-segments')
      .map(({ payload }) => (payload as { input: { failedJobs: number } }).input.failedJobs);

  test.each([
    ['one of three', (job: number) => job === 1, 1],
    ['every one', () => true, 3],
  ])(
    '%s: functions render what is missing, each of them is told, and no job is given up for it',
    async (_, fails, failed) => {
      const { ended, asked, submitted, work } = await produce('jobs', 250, fails);
      expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { package: ref } });
      expect(submitted).toHaveLength(3);
      expect(toldOf(asked)).toEqual(work.batches.map(() => failed));
    },
  );

  test('on machines with a GPU the run fails, for functions cannot do their work', async () => {
    const { ended, asked } = await produce('gpu-jobs', 250, (job) => job === 1);
    expect(ended).toMatchObject({ status: 'FAILED', error: 'TOOL_FAILED' });
    expect(ended.cause).toMatch(/GPU failed/);
    expect(toldOf(asked)).toEqual([]);
  });

  test.each(['functions', 'jobs', 'gpu-jobs'] as const)(
    'when none does, functions behind %s are told of none',
    async (lane) => {
      const { asked, work } = await produce(lane, 250);
      expect(toldOf(asked)).toEqual(work.batches.map(() => 0));
    },
  );
});

describe.each(['functions', 'jobs', 'gpu-jobs'] as const)('on the lane %s', (lane) => {
  test.each([10, 200, 1000])(
    '%d scenes keep to 15 + 4 transitions a scene, 1,000 events, 32 KiB in a state',
    async (scenes) => {
      const { ended, history } = await produce(lane, scenes);
      expect(ended.status).toBe('SUCCEEDED');
      const entered = history.filter(({ type }) => type.endsWith('StateEntered'));
      expect(entered.length).toBeLessThanOrEqual(15 + 4 * scenes);
      expect(history.length).toBeLessThanOrEqual(1_000);
      const sizes = history.map(({ details }) => Buffer.byteLength(JSON.stringify(details?.value ?? {})));
      expect(Math.max(...sizes)).toBeLessThanOrEqual(32 * 1024);
    },
  );
});
