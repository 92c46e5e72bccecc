import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TenantId } from '#shared/domain/identity.ts';
import type { Journal } from '#shared/ports/journal.ts';
import type { OutgoingMessage, Queue } from '#shared/ports/queue.ts';
import type { StepCommit, StepLedger, StepRecord } from '#shared/ports/step-ledger.ts';
import {
  ACME,
  EVIL_NAMES,
  expectCode,
  type MakeAdapter,
  RIVAL,
  RUN,
  type UnderTest,
} from '#tests/contract/harness.ts';

/** The ports that a commit writes to. */
export interface LedgerPorts {
  ledger: StepLedger;
  journal: Journal;
  queue: Queue;
}

const KEY = createHash('sha256').update('a step').digest('hex');
/** The hash of an asset that the step kept. */
const LOST = createHash('sha256').update('an asset').digest('hex');
const LEASE = { owner: 'worker', leaseMs: 10_000 };

const record = (output: unknown = { scene: 's1' }): StepRecord => ({
  step: 'write-script',
  output,
  durationMs: 12,
  usd: 0.5,
  notices: [{ code: 'TEST', message: 'Said once.' }],
  assets: [LOST],
  run: RUN,
});

const commitOf = (output?: unknown, messages: OutgoingMessage[] = []): StepCommit => ({
  record: record(output),
  run: RUN,
  events: [{ id: 'finished', event: { type: 'run.succeeded' } }],
  messages,
});

/** What every step ledger must hold. */
export function describeStepLedger(name: string, makeAdapter: MakeAdapter<LedgerPorts>): void {
  describe(`step ledger: ${name}`, () => {
    let adapter: UnderTest<LedgerPorts>;
    let ledger: StepLedger;
    beforeEach(async () => {
      adapter = await makeAdapter();
      ledger = adapter.port.ledger;
    });
    afterEach(() => adapter.close());

    async function claim(lease = LEASE): Promise<number> {
      const answer = await ledger.claim(ACME, KEY, lease);
      expect(answer.state).toBe('claimed');
      return answer.state === 'claimed' ? answer.fence : -1;
    }

    test('of 50 that claim a step one gets it, and the others learn how long to wait', async () => {
      const claims = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          ledger.claim(ACME, KEY, { owner: `w${index}`, leaseMs: 10_000 }),
        ),
      );
      expect(claims.filter(({ state }) => state === 'claimed')).toHaveLength(1);
      for (const answer of claims) {
        if (answer.state !== 'held') continue;
        expect(answer.retryAfterMs).toBeGreaterThan(0);
        expect(answer.retryAfterMs).toBeLessThanOrEqual(10_000);
      }
    });

    test('a committed result is there for everybody, with its events and messages', async () => {
      const fence = await claim();
      await ledger.commit(ACME, KEY, fence, commitOf({ a: 1 }, [{ queue: 'next', id: 'm', body: { b: 2 } }]));
      expect(await ledger.get(ACME, KEY)).toEqual(record({ a: 1 }));
      expect(await ledger.claim(ACME, KEY, LEASE)).toEqual({ state: 'done', record: record({ a: 1 }) });
      expect((await adapter.port.journal.read(ACME, RUN)).map(({ id }) => id)).toEqual(['finished']);
      const sent = await adapter.port.queue.receive(ACME, 'next', { max: 10, visibilityMs: 1_000 });
      expect(sent.map(({ body }) => body)).toEqual([{ b: 2 }]);
    });

    test('committing again after a lost answer succeeds and changes nothing', async () => {
      const fence = await claim();
      const messages = [{ queue: 'next', id: 'm', body: 1 }];
      await ledger.commit(ACME, KEY, fence, commitOf({ a: 1 }, messages));
      await ledger.commit(ACME, KEY, fence, commitOf({ a: 2 }, messages));
      expect((await ledger.get(ACME, KEY))?.output).toEqual({ a: 1 });
      expect(await adapter.port.journal.read(ACME, RUN)).toHaveLength(1);
      const sent = await adapter.port.queue.receive(ACME, 'next', { max: 10, visibilityMs: 1_000 });
      expect(sent).toHaveLength(1);
    });

    test('a lease ends by itself, and who had it can no longer write', async () => {
      const first = await claim();
      await adapter.advance(9_000);
      expect((await ledger.claim(ACME, KEY, LEASE)).state).toBe('held');
      await adapter.advance(1_100);
      const second = await claim();
      expect(second).toBeGreaterThan(first);
      await expectCode(
        ledger.commit(ACME, KEY, first, commitOf({}, [{ queue: 'next', id: 'm', body: 1 }])),
        'LEASE_LOST',
      );
      await expectCode(ledger.renew(ACME, KEY, first, 10_000), 'LEASE_LOST');
      expect(await ledger.get(ACME, KEY)).toBeUndefined();
      expect(await adapter.port.journal.read(ACME, RUN)).toEqual([]);
      expect(await adapter.port.queue.receive(ACME, 'next', { max: 1, visibilityMs: 1_000 })).toEqual([]);
      await ledger.commit(ACME, KEY, second, commitOf());
    });

    test('a lease that is renewed holds', async () => {
      const fence = await claim();
      await adapter.advance(8_000);
      await ledger.renew(ACME, KEY, fence, 10_000);
      await adapter.advance(8_000);
      expect((await ledger.claim(ACME, KEY, LEASE)).state).toBe('held');
      await ledger.commit(ACME, KEY, fence, commitOf());
    });

    test('a result that comes late is taken while nobody else has claimed the step', async () => {
      const fence = await claim();
      await adapter.advance(60_000);
      await ledger.commit(ACME, KEY, fence, commitOf());
      expect((await ledger.claim(ACME, KEY, LEASE)).state).toBe('done');
    });

    test('a lease that is given back is free at once, and its fence is worth nothing', async () => {
      const first = await claim();
      await ledger.release(ACME, KEY, first);
      await expectCode(ledger.commit(ACME, KEY, first, commitOf()), 'LEASE_LOST');
      const second = await claim();
      expect(second).toBeGreaterThan(first);
      await ledger.release(ACME, KEY, first);
      expect((await ledger.claim(ACME, KEY, LEASE)).state).toBe('held');
      await expectCode(ledger.commit(ACME, KEY, first, commitOf()), 'LEASE_LOST');
    });

    test('nothing takes a committed result away', async () => {
      const fence = await claim();
      await ledger.commit(ACME, KEY, fence, commitOf());
      await ledger.release(ACME, KEY, fence);
      await adapter.advance(60_000);
      expect((await ledger.claim(ACME, KEY, LEASE)).state).toBe('done');
    });

    test('a commit of which one part is refused leaves no part', async () => {
      const fence = await claim();
      const wrong = commitOf({}, [{ queue: 'next', id: 'm', body: 'x'.repeat(300 * 1024) }]);
      await expectCode(ledger.commit(ACME, KEY, fence, wrong), 'OPTION_INVALID');
      await expectCode(
        ledger.commit(ACME, KEY, fence, commitOf('x'.repeat(33 * 1024))),
        'STEP_OUTPUT_INVALID',
      );
      expect(await ledger.get(ACME, KEY)).toBeUndefined();
      expect(await adapter.port.journal.read(ACME, RUN)).toEqual([]);
      await ledger.commit(ACME, KEY, fence, commitOf());
    });

    test('a step that nobody claimed cannot be committed or renewed', async () => {
      await expectCode(ledger.commit(ACME, KEY, 1, commitOf()), 'LEASE_LOST');
      await expectCode(ledger.renew(ACME, KEY, 1, 1_000), 'LEASE_LOST');
      await ledger.release(ACME, KEY, 1);
    });

    test('results and leases of another tenant are not there', async () => {
      const fence = await claim();
      expect((await ledger.claim(RIVAL, KEY, LEASE)).state).toBe('claimed');
      await ledger.commit(ACME, KEY, fence, commitOf());
      expect(await ledger.get(RIVAL, KEY)).toBeUndefined();
      expect((await ledger.claim(RIVAL, KEY, LEASE)).state).toBe('held');
      expect(await adapter.port.journal.read(RIVAL, RUN)).toEqual([]);
    });

    test('a result whose asset is lost is forgotten and can be computed again; others stay', async () => {
      const other = createHash('sha256').update('another step').digest('hex');
      await ledger.commit(ACME, KEY, await claim(), commitOf());
      const fence = await ledger.claim(ACME, other, LEASE);
      expect(fence.state).toBe('claimed');
      await ledger.commit(ACME, other, 1, { ...commitOf(), record: { ...record(), assets: [] }, events: [] });
      expect(await ledger.forgetAsset(RIVAL, LOST)).toBe(0);
      expect(await ledger.forgetAsset(ACME, LOST)).toBe(1);
      expect(await ledger.get(ACME, KEY)).toBeUndefined();
      expect(await ledger.get(ACME, other)).toBeDefined();
      expect((await ledger.claim(ACME, KEY, LEASE)).state).toBe('claimed');
    });

    test('names that could lead elsewhere are refused as tenant and as key', async () => {
      for (const evil of EVIL_NAMES) {
        await expectCode(ledger.claim(evil as TenantId, KEY, LEASE), 'OPTION_INVALID');
        await expectCode(ledger.get(evil as TenantId, KEY), 'OPTION_INVALID');
        await expectCode(ledger.claim(ACME, evil, LEASE), 'OPTION_INVALID');
        await expectCode(ledger.commit(ACME, evil, 1, commitOf()), 'OPTION_INVALID');
      }
    });
  });
}
