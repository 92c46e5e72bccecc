import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RunId, type TenantId } from '#shared/domain/identity.ts';
import type { RunRecord, Runs } from '#shared/ports/runs.ts';
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
    createdAt: 1_000,
    ...more,
  };
}

/** What every catalogue of runs must hold. */
export function describeRuns(name: string, makeAdapter: MakeAdapter<Runs>): void {
  describe(`runs: ${name}`, () => {
    let adapter: UnderTest<Runs>;
    let runs: Runs;
    beforeEach(async () => {
      adapter = await makeAdapter();
      runs = adapter.port;
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

    test('the newest run of a brief is found, whatever else there is', async () => {
      await runs.create(ACME, record('run-1', { createdAt: 1, briefKey: 'a' }));
      await runs.create(ACME, record('run-2', { createdAt: 3, briefKey: 'a' }));
      await runs.create(ACME, record('run-3', { createdAt: 2, briefKey: 'a' }));
      await runs.create(ACME, record('run-4', { createdAt: 4, briefKey: 'b' }));
      expect((await runs.latest(ACME, 'a'))?.id).toBe('run-2');
      expect(await runs.latest(ACME, 'c')).toBeUndefined();
    });

    test('a change touches the named fields only', async () => {
      await runs.create(ACME, record('run-1'));
      await runs.update(ACME, RUN, { execution: 'x' });
      await runs.update(ACME, RUN, { status: 'succeeded' });
      expect(await runs.get(ACME, RUN)).toEqual(record('run-1', { execution: 'x', status: 'succeeded' }));
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
