import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RunId, type TenantId } from '#shared/domain/identity.ts';
import type { Journal } from '#shared/ports/journal.ts';
import type { Queue } from '#shared/ports/queue.ts';
import type { RunBeginning, RunRecord, RunResult, Runs } from '#shared/ports/runs.ts';
import {
  ACME,
  EVIL_NAMES,
  expectCode,
  type MakeAdapter,
  RIVAL,
  RUN,
  type UnderTest,
} from '#tests/contract/harness.ts';

function record(id: string, more: Partial<RunRecord> = {}): RunRecord {
  return {
    id: RunId.parse(id),
    briefKey: 'brief',
    title: 'A film',
    workflow: 'produce-video',
    execution: '',
    status: 'running',
    request: '',
    createdAt: 1_000,
    ...more,
  };
}

/** The ports that the making of a run writes to. */
export interface RunsPorts {
  runs: Runs;
  journal: Journal;
  queue: Queue;
}

/** What every catalogue of runs must hold. */
export function describeRuns(name: string, makeAdapter: MakeAdapter<RunsPorts>): void {
  describe(`runs: ${name}`, () => {
    let adapter: UnderTest<RunsPorts>;
    let runs: Runs;
    beforeEach(async () => {
      adapter = await makeAdapter();
      runs = adapter.port.runs;
    });
    afterEach(() => adapter.close());

    test('a run is found as it was written', async () => {
      const run = record('run-1', { title: 'Tea \0 ’ 👩‍🚀' });
      await runs.create(ACME, run);
      expect(await runs.get(ACME, run.id)).toEqual(run);
      expect(await runs.get(ACME, RunId.parse('run-2'))).toBeUndefined();
    });

    test('of 50 that create the same id one succeeds', async () => {
      const results = await Promise.allSettled(
        Array.from({ length: 50 }, (_, index) => runs.create(ACME, record('run-1', { title: `${index}` }))),
      );
      const lost = results.filter((result) => result.status === 'rejected');
      expect(lost).toHaveLength(49);
      expect(lost.every(({ reason }) => (reason as { code: string }).code === 'STORE_CONFLICT')).toBe(true);
    });

    test('pages go from the newest to the oldest and miss none, also within one millisecond', async () => {
      const ids = Array.from({ length: 23 }, (_, index) => `run-${String(index).padStart(2, '0')}`);
      for (const [index, id] of ids.entries()) {
        await runs.create(ACME, record(id, { createdAt: Math.floor(index / 4) }));
      }
      const seen: string[] = [];
      for (let before: RunId | undefined; ; before = RunId.parse(seen.at(-1))) {
        const page = await runs.list(ACME, { limit: 5, ...(before ? { before } : {}) });
        if (page.length === 0) break;
        seen.push(...page.map(({ id }) => id));
      }
      expect(seen).toEqual(ids.toReversed());
    });

    test('the newest run of a brief is found, whatever else there is and whichever was written last', async () => {
      await runs.create(ACME, record('run-1', { briefKey: 'a' }));
      await runs.create(ACME, record('run-3', { briefKey: 'a' }));
      await runs.create(ACME, record('run-2', { briefKey: 'a' }));
      await runs.create(ACME, record('run-4', { briefKey: 'b' }));
      expect((await runs.latest(ACME, 'a'))?.id).toBe('run-3');
      expect((await runs.get(ACME, RunId.parse('run-2')))?.briefKey).toBe('a');
      expect(await runs.latest(ACME, 'c')).toBeUndefined();
    });

    test('a run begins with its events and messages, and they are not there without it', async () => {
      // Prepare
      const { journal, queue } = adapter.port;
      const beginning = (name: string): RunBeginning => ({
        events: [{ id: 'accepted', event: { type: 'run.accepted', title: name } }],
        messages: [{ queue: 'productions', id: name, body: { run: name } }],
      });
      // Act
      await runs.create(ACME, record('run-1', { request: 'same' }), beginning('run-1'));
      await expectCode(
        runs.create(ACME, record('run-2', { request: 'same' }), beginning('run-2')),
        'STORE_CONFLICT',
      );
      await expectCode(runs.create(ACME, record('run-1'), beginning('run-3')), 'STORE_CONFLICT');
      // Assess
      expect((await journal.read(ACME, RUN)).map(({ version, event }) => [version, event])).toEqual([
        [1, { type: 'run.accepted', title: 'run-1' }],
      ]);
      expect(await journal.append(ACME, RUN, beginning('again').events)).toBe(1);
      expect(await journal.read(ACME, RunId.parse('run-2'))).toEqual([]);
      expect(await runs.get(ACME, RunId.parse('run-2'))).toBeUndefined();
      const sent = await queue.receive(ACME, 'productions', { max: 10, visibilityMs: 1_000 });
      expect(sent.map(({ body }) => body)).toEqual([{ run: 'run-1' }]);
    });

    test('a beginning that is refused leaves no run', async () => {
      const wrong = { queue: 'productions', id: 'm', body: 'x'.repeat(300 * 1024) };
      await expectCode(
        runs.create(ACME, record('run-1'), { events: [], messages: [wrong] }),
        'OPTION_INVALID',
      );
      expect(await runs.get(ACME, RUN)).toBeUndefined();
      await runs.create(ACME, record('run-1'));
    });

    test('A1: of 50 runs for one request one is made, with one event and one message', async () => {
      const ids = Array.from({ length: 50 }, (_, index) => `run-${index}`);
      const results = await Promise.allSettled(
        ids.map((id) =>
          runs.create(ACME, record(id, { request: 'POST key-1', briefKey: `brief of ${id}` }), {
            events: [{ id: 'accepted', event: { type: 'run.accepted', title: id } }],
            messages: [{ queue: 'productions', id, body: id }],
          }),
        ),
      );
      const lost = results.filter((result) => result.status === 'rejected');
      expect(lost.map(({ reason }) => (reason as { code: string }).code)).toEqual(
        Array.from({ length: 49 }, () => 'STORE_CONFLICT'),
      );
      const winner = ids[results.findIndex(({ status }) => status === 'fulfilled')];
      expect((await runs.byRequest(ACME, 'POST key-1'))?.id).toBe(winner);
      expect((await runs.list(ACME)).map(({ id }) => id)).toEqual([winner]);
      const { journal, queue } = adapter.port;
      const told = await Promise.all(ids.map((id) => journal.read(ACME, RunId.parse(id))));
      expect(told.flat().map(({ event }) => event)).toEqual([{ type: 'run.accepted', title: winner }]);
      const sent = await queue.receive(ACME, 'productions', { max: 10, visibilityMs: 1_000 });
      expect(sent.map(({ body }) => body)).toEqual([winner]);
    });

    test('a request is found whatever characters it has; none is the request of many runs', async () => {
      const request = `inbox acme/Prüfung #1/ “tea”.md ${'e'.repeat(1_000)}`;
      await runs.create(ACME, record('run-1', { request }));
      await runs.create(ACME, record('run-2'));
      await runs.create(ACME, record('run-3'));
      expect((await runs.byRequest(ACME, request))?.id).toBe('run-1');
      expect(await runs.byRequest(ACME, '')).toBeUndefined();
      expect(await runs.byRequest(RIVAL, request)).toBeUndefined();
      await runs.create(RIVAL, record('run-1', { request }));
    });

    test('a change touches the named fields only', async () => {
      await runs.create(ACME, record('run-1'));
      await runs.update(ACME, RUN, { execution: 'x' });
      const result: RunResult = {
        package: { hash: 'a'.repeat(64), mediaType: 'application/json', bytes: 9 },
        verdict: 'passed',
      };
      await runs.update(ACME, RUN, { status: 'succeeded', result });
      const changed = record('run-1', { execution: 'x', status: 'succeeded', result });
      expect(await runs.get(ACME, RUN)).toEqual(changed);
      expect(await runs.list(ACME)).toEqual([changed]);
      await expectCode(runs.update(ACME, RunId.parse('run-2'), { status: 'failed' }), 'NOT_FOUND');
    });

    test('a final status never changes; setting it again is harmless', async () => {
      await runs.create(ACME, record('run-1'));
      await runs.update(ACME, RUN, { status: 'cancelled' });
      await runs.update(ACME, RUN, { status: 'cancelled' });
      await expectCode(runs.update(ACME, RUN, { status: 'succeeded' }), 'STORE_CONFLICT');
      await expectCode(runs.update(ACME, RUN, { status: 'running' }), 'STORE_CONFLICT');
      expect((await runs.get(ACME, RUN))?.status).toBe('cancelled');
    });

    test('when completion and cancellation race, one of them wins and the other is told', async () => {
      for (let round = 0; round < 20; round += 1) {
        const id = RunId.parse(`race-${round}`);
        await runs.create(ACME, record(id));
        const results = await Promise.allSettled([
          runs.update(ACME, id, { status: 'succeeded' }),
          runs.update(ACME, id, { status: 'cancelled' }),
        ]);
        const winner = results.findIndex(({ status }) => status === 'fulfilled');
        expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        expect((await runs.get(ACME, id))?.status).toBe(['succeeded', 'cancelled'][winner]);
      }
    });

    test('runs of another tenant are not there', async () => {
      await runs.create(ACME, record('run-1'));
      expect(await runs.get(RIVAL, RUN)).toBeUndefined();
      expect(await runs.list(RIVAL)).toEqual([]);
      expect(await runs.list(RIVAL, { before: RUN })).toEqual([]);
      expect(await runs.latest(RIVAL, 'brief')).toBeUndefined();
      await expectCode(runs.update(RIVAL, RUN, { status: 'failed' }), 'NOT_FOUND');
      await runs.create(RIVAL, record('run-1', { title: 'Theirs' }));
      expect((await runs.get(ACME, RUN))?.title).toBe('A film');
    });

    test('names that could lead elsewhere are refused as tenant and as run', async () => {
      for (const evil of EVIL_NAMES) {
        const id = evil as RunId;
        await expectCode(runs.create(evil as TenantId, record('run-1')), 'OPTION_INVALID');
        await expectCode(runs.create(ACME, { ...record('run-1'), id }), 'OPTION_INVALID');
        await expectCode(runs.get(ACME, id), 'OPTION_INVALID');
        await expectCode(runs.list(evil as TenantId), 'OPTION_INVALID');
        await expectCode(runs.update(ACME, id, { status: 'failed' }), 'OPTION_INVALID');
      }
    });
  });
}
