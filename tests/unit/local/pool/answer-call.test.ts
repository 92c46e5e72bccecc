import { expect, test } from 'vitest';
import { answerCall } from '#local/pool/answer-call.ts';
import type { HostCall } from '#local/pool/messages.ts';
import { restrictPorts } from '#shared/ports/grants.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { RUN, TENANT } from '#tests/ids.ts';
import { openLocalPorts } from '#tests/local-ports.ts';

const signal = new AbortController().signal;
const EVENT = [{ id: 'a', event: { type: 'run.resumed' } }];

async function scopeOf(tenant: unknown) {
  const all = (await openLocalPorts()) as unknown as Ports;
  const ports = restrictPorts(all, 'writer', { journal: 'write', ledger: 'write', queue: 'read' });
  return { all, scope: { name: 'writer', tenant, ports } };
}

const call = (port: string, method: string, args: unknown[]) =>
  ({ call: 1, port, method, args, places: [] }) as unknown as HostCall;

test('an invocation writes for its own tenant', async () => {
  const { scope } = await scopeOf(TENANT);
  expect(await answerCall(scope, call('journal', 'append', [TENANT, RUN, EVENT]), signal)).toBe(1);
});

test.each([
  ['another tenant', 'journal', 'append', ['rival', RUN, EVENT]],
  ['a tenant that is no text', 'journal', 'append', [[TENANT], RUN, EVENT]],
  ['no tenant', 'ledger', 'release', []],
  ['a method of the adapter alone', 'ledger', 'voidLeases', [TENANT]],
  ['a method of every object', 'ledger', 'constructor', [TENANT]],
  ['its prototype', 'ledger', '__proto__', [TENANT]],
  ['a method beyond its grant', 'queue', 'send', [TENANT, []]],
  ['a port beyond its grant', 'secrets', 'get', [TENANT, 'key']],
  ['a port of the process', 'scratch', 'within', [TENANT]],
  ['no port at all', 'toString', 'call', [TENANT]],
])('a call for %s is refused and changes nothing', async (_, port, method, args) => {
  const { all, scope } = await scopeOf(TENANT);
  await expect(answerCall(scope, call(port, method, args), signal)).rejects.toMatchObject({
    code: 'PORT_NOT_GRANTED',
  });
  expect(await all.journal.read(TENANT, RUN)).toEqual([]);
});

test.each([undefined, '', 7])(
  'an invocation whose payload names no tenant (%s) reaches no store',
  async (tenant) => {
    const { scope } = await scopeOf(tenant);
    await expect(answerCall(scope, call('journal', 'read', [tenant, RUN]), signal)).rejects.toBeDefined();
  },
);
