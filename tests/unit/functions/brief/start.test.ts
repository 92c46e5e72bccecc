import { expect, test } from 'vitest';
import { handler } from '#functions/brief/start.ts';
import { bindPlatform } from '#local/platform.ts';
import type { ProductionMessage } from '#shared/domain/production-message.ts';
import { allEvents } from '#shared/engine/all-events.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { call, OURS, openFunctionHome } from '#tests/unit/functions/function-home.ts';
import { runRecord } from '#tests/unit/functions/run-record.ts';

const RUN = runRecord({ execution: '' });
const ref = { hash: 'a'.repeat(64), mediaType: 'application/json', bytes: 10 };
const message: ProductionMessage = {
  run: RUN.id,
  brief: ref,
  approval: true,
  trace: '1-2-3',
  microUsd: 5_000,
};
const envelope = { tenant: OURS, id: RUN.id, body: message };

function batch(...bodies: unknown[]): object {
  return {
    Records: bodies.map((body, at) => ({
      messageId: `message-${at}`,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      attributes: { ApproximateReceiveCount: '1' },
    })),
  };
}

async function homeWith(run = RUN, change: Partial<Ports> = {}) {
  const home = await openFunctionHome(change);
  await home.runs.create(OURS, run);
  return home;
}

const DAY = '2026-11-20';

test('a message starts the workflow once the money is set aside', async () => {
  const home = await homeWith();
  expect(await call(handler, batch(envelope))).toEqual({ batchItemFailures: [] });
  expect(home.told.started).toEqual([
    {
      workflow: 'produce-video',
      name: 'run-1',
      input: { tenant: OURS, run: 'run-1', brief: ref, approval: true, trace: '1-2-3' },
    },
  ]);
  expect(await home.runs.get(OURS, RUN.id)).toMatchObject({
    status: 'running',
    execution: 'execution-of-run-1',
  });
  expect(await home.budget.get(OURS, DAY)).toEqual({ spent: 0, reserved: 5_000 });
  expect((await allEvents(home.journal, OURS, RUN.id)).map(({ event }) => event.type)).toEqual([
    'run.started',
  ]);
});

test.each([
  ['that was started before', { execution: 'execution-1' }],
  ['that was cancelled in the queue', { status: 'cancelled' as const }],
])('a run %s is not started again', async (_, change) => {
  const home = await homeWith({ ...RUN, ...change });
  expect(await call(handler, batch(envelope))).toEqual({ batchItemFailures: [] });
  expect(home.told.started).toEqual([]);
});

test('stopped after the workflow was started and told again, it starts the same execution and pays once', async () => {
  const home = await homeWith();
  const update = () => Promise.reject(new Error('The process was killed.'));
  const { runs } = home;
  const broken = { get: runs.get.bind(runs), update } as unknown as Ports['runs'];
  bindPlatform({ ...home, runs: broken });
  const failed = { batchItemFailures: [{ itemIdentifier: 'message-0' }] };
  expect(await call(handler, batch(envelope))).toEqual(failed);
  bindPlatform(home);
  expect(await call(handler, batch(envelope))).toEqual({ batchItemFailures: [] });
  expect(home.told.started.map(({ name }) => name)).toEqual(['run-1', 'run-1']);
  expect(home.told.started[0]).toEqual(home.told.started[1]);
  expect(await home.budget.get(OURS, DAY)).toEqual({ spent: 0, reserved: 5_000 });
});

test('a film that the day has no money for fails and says what to do; it is not tried again', async () => {
  const home = await homeWith(RUN, { runtime: { icu: '1', renderLanes: ['functions'], dailyUsd: 0.004 } });
  expect(await call(handler, batch(envelope))).toEqual({ batchItemFailures: [] });
  expect(home.told.started).toEqual([]);
  expect(await home.runs.get(OURS, RUN.id)).toMatchObject({ status: 'failed' });
  const events = await allEvents(home.journal, OURS, RUN.id);
  expect(events.map(({ event }) => event)).toEqual([
    {
      type: 'run.failed',
      code: 'BUDGET_EXCEEDED',
      message: 'The film may cost $0.0050, and the budget of $0.004 a day has no room for it.',
      hint: 'Raise the daily budget, or ask again tomorrow.',
    },
  ]);
});

test('of a batch only the messages that failed come again', async () => {
  const home = await homeWith();
  const unknown = { ...envelope, body: { ...message, run: 'run-2' } };
  const foreign = { ...envelope, tenant: 'theirs' };
  const answer = await call(
    handler,
    batch('no json', envelope, { ...envelope, more: 1 }, unknown, foreign, { tenant: OURS }),
  );
  expect(answer).toEqual({
    batchItemFailures: [0, 2, 3, 4, 5].map((at) => ({ itemIdentifier: `message-${at}` })),
  });
  expect(home.told.started).toHaveLength(1);
});
