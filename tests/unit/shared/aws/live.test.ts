import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { expect, onTestFinished, test } from 'vitest';
import { clientSettings } from '#shared/aws/client-settings.ts';
import { ApiGatewayLive } from '#shared/aws/live.ts';
import type { Live } from '#shared/ports/live.ts';
import { ACME, expectCode, RUN } from '#tests/contract/harness.ts';
import { createApiManagement } from '#tests/emulators/api-management.ts';
import { type Authorise, clientOf, listen } from '#tests/emulators/wire.ts';

const API = 'arn:aws:execute-api:eu-central-1:123456789012:abc123';

async function openLive(authorise?: Authorise) {
  const posted: [string, unknown][] = [];
  const { handle } = createApiManagement({
    api: API,
    post(connection, data) {
      if (connection === 'gone=') return false;
      posted.push([connection, JSON.parse(data)]);
      return true;
    },
    ...(authorise === undefined ? {} : { authorise }),
  });
  const server = await listen(handle);
  const client = new ApiGatewayManagementApiClient({
    ...clientSettings(),
    ...clientOf(server.url),
    endpoint: `${server.url}/live`,
  });
  onTestFinished(async () => {
    client.destroy();
    await server.close();
  });
  const called: unknown[][] = [];
  const note =
    (name: string) =>
    async (...args: unknown[]) => {
      called.push([name, ...args]);
      return ['c='];
    };
  const registry = Object.fromEntries(
    ['open', 'watch', 'close', 'watchers'].map((name) => [name, note(name)]),
  ) as unknown as Omit<Live, 'send'>;
  return { live: new ApiGatewayLive({ registry, client }), posted, called };
}

test('a message reaches the connection as JSON', async () => {
  const { live, posted } = await openLive();
  expect(await live.send('Ab1cd=', { type: 'event', text: 'fünf ✓' })).toBe(true);
  expect(posted).toEqual([['Ab1cd=', { type: 'event', text: 'fünf ✓' }]]);
});

test('a connection that has gone is told by false, not by an error', async () => {
  const { live } = await openLive();
  expect(await live.send('gone=', { a: 1 })).toBe(false);
});

test('a message of more than 32 KiB, or none, is refused before it is sent', async () => {
  const { live, posted } = await openLive();
  await expectCode(live.send('c=', 'x'.repeat(32 * 1024)), 'OPTION_INVALID');
  await expectCode(live.send('c=', undefined), 'OPTION_INVALID');
  expect(await live.send('c=', 'x'.repeat(32 * 1024 - 2))).toBe(true);
  expect(posted).toHaveLength(1);
});

test('sending asks for the one action on that connection of the stage', async () => {
  const asked: Parameters<Authorise>[0][] = [];
  const { live } = await openLive((call) => {
    asked.push(call);
    throw new Error('User: x is not authorized');
  });
  await expectCode(live.send('c=', 1), 'INTERNAL');
  expect(asked).toMatchObject([
    { action: 'execute-api:ManageConnections', resource: `${API}/live/POST/@connections/c=` },
  ]);
});

test('who watches what is asked of the registry', async () => {
  const { live, called } = await openLive();
  await live.open(ACME, 'c=');
  await live.watch(ACME, 'c=', RUN);
  expect(await live.watchers(ACME, RUN)).toEqual(['c=']);
  await live.close(ACME, 'c=');
  expect(called).toEqual([
    ['open', ACME, 'c='],
    ['watch', ACME, 'c=', RUN],
    ['watchers', ACME, RUN],
    ['close', ACME, 'c='],
  ]);
});
