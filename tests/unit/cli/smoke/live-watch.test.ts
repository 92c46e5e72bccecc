import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { LiveWatch } from '#cli/smoke/live-watch.ts';

const event = (version: number, type: string) => ({ version, id: `${version}`, at: 0, event: { type } });

/** A live connection that answers the watching of a run with these messages. */
async function serveMessages(messages: object[]): Promise<string> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((listening) => server.once('listening', listening));
  onTestFinished(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  server.on('connection', (socket) =>
    socket.once('message', () => {
      for (const message of messages) socket.send(JSON.stringify(message));
      socket.close();
    }),
  );
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a run is complete when every event from the first to the last has come, in any order and more than once', async () => {
  const messages = [
    { type: 'backlog', run: 'a', events: [event(1, 'run.accepted'), event(2, 'run.started')] },
    { type: 'event', run: 'a', event: event(4, 'run.succeeded') },
    { type: 'event', run: 'a', event: event(2, 'run.started') },
    { type: 'event', run: 'a', event: event(3, 'step.started') },
  ];
  const watch = await LiveWatch.open(await serveMessages(messages), 'token', 'a');
  await watch.begun();
  await expect(watch.complete()).resolves.toBe(4);
});

test('a run with a gap is never complete', async () => {
  const messages = [
    { type: 'backlog', run: 'a', events: [event(1, 'run.accepted')] },
    { type: 'event', run: 'a', event: event(3, 'run.succeeded') },
  ];
  const watch = await LiveWatch.open(await serveMessages(messages), 'token', 'a');
  await expect(watch.complete()).rejects.toThrow('The connection was closed with 1005.');
});

test('a refusal and a message that is none of the API are told as they came', async () => {
  const refused = [{ type: 'problem', code: 'NOT_FOUND', detail: 'There is no production a.' }];
  const first = await LiveWatch.open(await serveMessages(refused), 'token', 'a');
  await expect(first.begun()).rejects.toThrow('NOT_FOUND: There is no production a.');
  const second = await LiveWatch.open(await serveMessages([{ message: 'Forbidden' }]), 'token', 'a');
  await expect(second.begun()).rejects.toThrow(
    'A message is not as the API promises: {"message":"Forbidden"}',
  );
});
