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
