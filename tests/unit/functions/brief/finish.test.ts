import { expect, test } from 'vitest';
import { handler } from '#functions/brief/finish.ts';
import { infrastructureCost, totalUsd } from '#shared/cost/infrastructure-cost.ts';
import { expectedCounts, predictProductionMicroUsd } from '#shared/cost/predict-production.ts';
import { Brief } from '#shared/domain/brief.ts';
import { allEvents } from '#shared/engine/all-events.ts';
import { writeJson } from '#shared/engine/step-context.ts';
import { keepFilm } from '#tests/unit/functions/film.ts';
import { call, OURS, openFunctionHome } from '#tests/unit/functions/function-home.ts';
import { runRecord } from '#tests/unit/functions/run-record.ts';

const RUN = runRecord();
const DAY = '2026-11-20';

async function underWay() {
  const home = await openFunctionHome();
  await home.runs.create(OURS, RUN);
  const brief = Brief.parse({ version: 1, topic: 'Tea', sources: [], images: [], options: {} });
  const ref = await writeJson(home, OURS, Brief, brief);
  const reserved = predictProductionMicroUsd(brief.options);
  await home.budget.reserve(OURS, DAY, { id: RUN.id, amount: reserved, limit: Number.MAX_SAFE_INTEGER });
  const input = { tenant: OURS, run: RUN.id, brief: ref, approval: false, trace: '' };
  const made = await keepFilm(home, OURS);
  return { home, brief, reserved, input, made };
}

/** An event as EventBridge brings it. */
function change(status: string, input: unknown, more: object = {}): object {
  return {
    version: '0',
    id: 'e',
    source: 'aws.states',
    'detail-type': 'Step Functions Execution Status Change',
    account: '000000000000',
    region: 'eu-central-1',
    time: '2026-11-20T12:01:00Z',
    resources: [],
    detail: {
      executionArn: 'arn:execution',
      stateMachineArn: 'arn:machine',
      name: RUN.id,
      status,
      startDate: 1,
      stopDate: 2,
      input: JSON.stringify(input),
      output: null,
      error: null,
      cause: null,
      inputDetails: { included: true },
      outputDetails: null,
      ...more,
    },
  };
}

const endOf = async ({ home }: Awaited<ReturnType<typeof underWay>>) => ({
  run: await home.runs.get(OURS, RUN.id),
  events: (await allEvents(home.journal, OURS, RUN.id)).map(({ event }) => event),
  budget: await home.budget.get(OURS, DAY),
});

test('a film that is made is written down with its package, and paid for at its real length', async () => {
  const world = await underWay();
  const { brief, input, made } = world;
  await call(handler, change('SUCCEEDED', input, { output: JSON.stringify({ package: made }) }));
  const counts = expectedCounts({ ...brief.options, duration: 40 });
  const spent = Math.ceil(totalUsd(infrastructureCost(counts)) * 1e6);
  expect(await endOf(world)).toEqual({
    run: { ...RUN, status: 'succeeded', result: { package: made, verdict: 'degraded' } },
    events: [{ type: 'run.succeeded' }],
    budget: { spent, reserved: 0 },
  });
});

test('the same event again, and a late one of another end, change nothing', async () => {
  const world = await underWay();
  const { input, made } = world;
  const success = change('SUCCEEDED', input, { output: JSON.stringify({ package: made }) });
  await call(handler, success);
  const before = await endOf(world);
  await call(handler, success);
  await call(handler, change('FAILED', input, { error: 'INTERNAL', cause: 'late' }));
  await call(handler, change('RUNNING', input));
  expect(await endOf(world)).toEqual(before);
});

test('a failed run keeps code and sentence of its error, and costs what was set aside', async () => {
  const world = await underWay();
  const cause = JSON.stringify({
    errorType: 'SOURCE_MISSING',
    errorMessage: 'There is no source for “Tea”.',
  });
  await call(handler, change('FAILED', world.input, { error: 'SOURCE_MISSING', cause }));
  expect(await endOf(world)).toMatchObject({
    run: { status: 'failed' },
    events: [{ type: 'run.failed', code: 'SOURCE_MISSING', message: 'There is no source for “Tea”.' }],
    budget: { spent: world.reserved, reserved: 0 },
  });
});

test.each([
  ['ABORTED', 'cancelled', 'run.cancelled'],
  ['TIMED_OUT', 'failed', 'run.failed'],
])('an execution that is %s leaves a run that is %s', async (status, expected, event) => {
  const world = await underWay();
  await call(handler, change(status, world.input));
  expect(await endOf(world)).toMatchObject({ run: { status: expected }, events: [{ type: event }] });
});

test.each([
  ['TIMED_OUT', null, 'The run took longer than it may.'],
  ['FAILED', 'States.Runtime', 'The run ended with States.Runtime.'],
  ['FAILED', null, 'The run ended with an error that has no name.'],
])('an end that is %s with the error %s and no cause is told in words', async (status, error, message) => {
  const world = await underWay();
  await call(handler, change(status, world.input, { error, cause: null }));
  expect(await endOf(world)).toMatchObject({ events: [{ type: 'run.failed', code: 'INTERNAL', message }] });
});

test.each([
  ['of another workflow', { some: 'input' }],
  [
    'of a run that is not there',
    { tenant: OURS, run: 'run-2', brief: { hash: 'a'.repeat(64), mediaType: 'a/b', bytes: 1 } },
  ],
])('an execution %s is passed over', async (_, input) => {
  const world = await underWay();
  await call(handler, change('SUCCEEDED', input, { output: '{}' }));
  expect(await endOf(world)).toMatchObject({ run: { status: 'running' }, events: [] });
});

test('another kind of event is refused', async () => {
  await underWay();
  await expect(call(handler, { ...change('FAILED', {}), source: 'aws.batch' })).rejects.toThrow();
});
