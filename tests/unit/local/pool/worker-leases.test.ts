import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { WorkerLeases } from '#local/pool/worker-leases.ts';
import { RUN, TENANT } from '#tests/ids.ts';
import { openLocalPorts } from '#tests/local-ports.ts';

const LEASE = { owner: 'worker', leaseMs: 30_000 };
const KEYS = ['a', 'b', 'c'].map((name) => createHash('sha256').update(name).digest('hex'));
const RECORD = { step: 's', output: 1, durationMs: 1, usd: 0, notices: [], run: RUN, assets: [] };

async function setUp() {
  const { ledger } = await openLocalPorts();
  const leases = new WorkerLeases(ledger);
  const call = { call: 1, port: 'ledger' as const, places: [] };
  const claim = async (key: string, noted = true) => {
    const value = await ledger.claim(TENANT, key, LEASE);
    if (noted) await leases.note({ ...call, method: 'claim', args: [TENANT, key, LEASE] }, value);
    return value.state === 'claimed' ? value.fence : 0;
  };
  const stateOf = async (key: string) => (await ledger.claim(TENANT, key, LEASE)).state;
  return { ledger, leases, call, claim, stateOf };
}

test('when a worker dies its leases end at once, those of others and what it committed stay', async () => {
  // Prepare
  const [mine = '', others = '', done = ''] = KEYS;
  const { ledger, leases, call, claim, stateOf } = await setUp();
  await claim(mine);
  await claim(others, false);
  const fence = await claim(done);
  const commit = { record: RECORD, run: RUN, events: [], messages: [] };
  await ledger.commit(TENANT, done, fence, commit);
  await leases.note({ ...call, method: 'commit', args: [TENANT, done, fence, commit] }, undefined);
  // Act
  await leases.releaseAll();
  // Assess
  expect(await stateOf(mine)).toBe('claimed');
  expect(await stateOf(others)).toBe('held');
  expect(await stateOf(done)).toBe('done');
});

test('a claim that is answered after the death holds nothing', async () => {
  const [late = ''] = KEYS;
  const { leases, claim, stateOf } = await setUp();
  await leases.releaseAll();
  await claim(late);
  expect(await stateOf(late)).toBe('claimed');
});

test('a lease that another worker has taken over meanwhile stays that worker’s', async () => {
  const [key = ''] = KEYS;
  const { ledger, leases, claim, stateOf } = await setUp();
  await ledger.release(TENANT, key, await claim(key));
  await ledger.claim(TENANT, key, LEASE);
  await leases.releaseAll();
  expect(await stateOf(key)).toBe('held');
});
