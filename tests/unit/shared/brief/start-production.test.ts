import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openHost } from '#local/host/host.ts';
import { acceptProduction } from '#shared/brief/accept-production.ts';
import { launchProduction } from '#shared/brief/launch-production.ts';
import { startProduction } from '#shared/brief/start-production.ts';
import { Brief } from '#shared/domain/brief.ts';
import { ProductionMessage } from '#shared/domain/production-message.ts';
import { ProductionRequest } from '#shared/domain/production-request.ts';
import { AppError } from '#shared/errors.ts';
import { TENANT } from '#tests/ids.ts';
import { temporaryFolder } from '#tests/local-ports.ts';

const BRIEF = Brief.parse({ version: 1, topic: 'tea', sources: [], images: [], options: {} });

/** A real home whose functions do what is said: fail, or never answer. */
async function homeThat(invoke: () => Promise<unknown>) {
  const home = join(await temporaryFolder(), 'home');
  const config = { home, searchPath: '', workers: 1, logLevel: 'error' } as const;
  const host = await openHost(config, () => ({ invoke, close: async () => undefined }));
  onTestFinished(() => host.close());
  return { host, start: () => startProduction(host.ports, TENANT, BRIEF, 'Tea') };
}

const fail = async () => {
  throw new AppError('BRIEF_INVALID', 'There is nothing to make a film of.');
};

test('a run that is under way goes on', async () => {
  const { start } = await homeThat(() => new Promise(() => undefined));
  const [first, second] = [await start(), await start()];
  expect([first.resumed, second.resumed]).toEqual([false, true]);
  expect(second.run.id).toBe(first.run.id);
});

test.each([
  ['its execution was known', false],
  ['its execution was not yet written down', true],
])('a run that failed just before a crash is written down and tried anew: %s', async (_, forgotten) => {
  // Prepare: the execution has failed, and nobody called `finishProduction`.
  const { host, start } = await homeThat(fail);
  const { journal, runs } = host.ports;
  const first = await start();
  await host.whenEnded(TENANT, first.run.execution);
  if (forgotten) await runs.update(TENANT, first.run.id, { execution: '' });
  // Act
  const second = await start();
  // Assess
  expect(second).toMatchObject({ resumed: false });
  expect(second.run.id).not.toBe(first.run.id);
  expect(await runs.get(TENANT, first.run.id)).toMatchObject({ status: 'failed' });
  const events = await journal.read(TENANT, first.run.id, { after: 0 });
  expect(events.at(-1)?.event).toMatchObject({ type: 'run.failed', code: 'BRIEF_INVALID' });
});

test('a run that was asked for over HTTP and is under way goes on', async () => {
  // Prepare
  const { host, start } = await homeThat(() => new Promise(() => undefined));
  const { ports } = host;
  const request = ProductionRequest.parse({ topic: 'tea' });
  const { run } = await acceptProduction(ports, TENANT, request, { request: '', trace: '1-2-3' });
  const [message] = await ports.queue.receive(TENANT, 'productions', { max: 1, visibilityMs: 60_000 });
  await launchProduction(ports, TENANT, ProductionMessage.parse(message?.body));
  // Act
  const found = await start();
  // Assess
  expect(found).toMatchObject({ resumed: true, run: { id: run.id } });
});
