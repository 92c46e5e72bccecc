import { expect, test } from 'vitest';
import { restrictPorts } from '#shared/ports/grants.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { RUN, TENANT } from '#tests/ids.ts';
import { openLocalPorts } from '#tests/local-ports.ts';

test('a function gets what its row grants: reading without writing, and nothing else at all', async () => {
  // Prepare
  const all = (await openLocalPorts()) as unknown as Ports;
  const ref = await all.assets.put(TENANT, Buffer.from('x'), 'text/plain');
  // Act
  const ports = restrictPorts(all, 'reader', { assets: 'read', journal: 'write' });
  // Assess
  expect(Buffer.from(await ports.assets.get(TENANT, ref)).toString()).toBe('x');
  expect(await ports.journal.append(TENANT, RUN, [{ id: 'a', event: { type: 'run.resumed' } }])).toBe(1);
  expect(ports.clock.now()).toBeGreaterThan(0);
  await expect(ports.assets.put(TENANT, Buffer.from('y'), 'text/plain')).rejects.toMatchObject({
    code: 'PORT_NOT_GRANTED',
    message: expect.stringContaining('assets.put'),
  });
  expect(() => (ports as Ports).secrets).toThrow(expect.objectContaining({ code: 'PORT_NOT_GRANTED' }));
  expect(() => (ports as Ports).fetch).toThrow(/functions\/manifest\.ts/);
});

test('a write grant gives the methods of the port and nothing else of its adapter', async () => {
  // Prepare
  const all = (await openLocalPorts()) as unknown as Ports;
  // Act
  const { ledger, queue } = restrictPorts(all, 'writer', { ledger: 'write', queue: 'write' });
  // Assess
  expect('voidLeases' in all.ledger).toBe(true);
  for (const inner of ['voidLeases', 'voidReceipts', 'insert', 'wake', 'constructor', '__proto__']) {
    expect([inner, (ledger as never)[inner], (queue as never)[inner]]).toEqual([inner, undefined, undefined]);
  }
  expect(await ledger.claim(TENANT, 'a'.repeat(64), { owner: 'o', leaseMs: 1_000 })).toMatchObject({
    state: 'claimed',
  });
});
