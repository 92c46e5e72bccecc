import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { SendTaskHeartbeatCommand, SFNClient } from '@aws-sdk/client-sfn';
import { expect, onTestFinished, test } from 'vitest';
import { clientSettings } from '#shared/aws/client-settings.ts';
import { clientOf } from '#tests/emulators/wire.ts';

/** A service in a thread of its own, which tells its port and answers everything with nothing. */
const SERVICE = `
const { createServer } = require('node:http');
const { parentPort } = require('node:worker_threads');
const server = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}'));
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

test('a process that computes for a second and a half while it connects takes no call for lost', async () => {
  const service = new Worker(SERVICE, { eval: true });
  const [port] = await once(service, 'message');
  const client = new SFNClient({ ...clientSettings(), ...clientOf(`http://127.0.0.1:${port}`) });
  onTestFinished(async () => {
    client.destroy();
    await service.terminate();
  });
  const call = () => client.send(new SendTaskHeartbeatCommand({ taskToken: 'token' }));
  // The first call makes what later ones find made, so that these connect at once; it leaves one connection.
  await call();
  const calls = Array.from({ length: 6 }, call);
  await new Promise((resolve) => setImmediate(resolve));
  for (const end = performance.now() + 1_500; performance.now() < end; );
  const answers = await Promise.all(calls);
  expect(answers.map(({ $metadata }) => $metadata.attempts)).toEqual([1, 1, 1, 1, 1, 1]);
});
