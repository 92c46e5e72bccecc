import { expect, test } from 'vitest';
import { adapters } from '#shared/aws/adapters.ts';
import { readConfig } from '#shared/aws/config.ts';
import type { Adapters } from '#shared/aws/context.ts';
import { openPorts } from '#shared/aws/open-ports.ts';
import { FREE_PORTS, METHOD_LEVELS } from '#shared/ports/ports.ts';
import { ACME, expectCode } from '#tests/contract/harness.ts';

const CONFIG = readConfig({
  REELWRIGHT_STAGE: 'dev',
  REELWRIGHT_TABLE: 'studio',
  REELWRIGHT_ASSETS_BUCKET: 'assets',
  REELWRIGHT_INBOX_BUCKET: 'inbox',
  REELWRIGHT_QUEUES: '{}',
  REELWRIGHT_WORKFLOWS: '{}',
  REELWRIGHT_LIVE_ENDPOINT: 'https://example.com/live',
  REELWRIGHT_SECRETS_PREFIX: 'reelwright/dev',
});

test('an adapter is opened when its port is first asked for, and once', () => {
  const opened: string[] = [];
  const two = {
    ids: () => {
      opened.push('ids');
      return { next: () => 'id' };
    },
    journal: () => {
      throw new Error('nobody asked for it');
    },
  } as unknown as Adapters;
  const ports = openPorts(CONFIG, two);
  expect(opened).toEqual([]);
  expect(ports.ids).toBe(ports.ids);
  expect(opened).toEqual(['ids']);
  expect(() => ports.journal).toThrowError('nobody asked for it');
});

test('every port has an adapter with every method of the port', () => {
  process.env.AWS_REGION ??= 'eu-central-1';
  const ports = openPorts(CONFIG, adapters);
  for (const port of FREE_PORTS) expect(ports[port], port).toBeDefined();
  for (const [port, methods] of Object.entries(METHOD_LEVELS)) {
    const adapter = ports[port as keyof typeof METHOD_LEVELS] as unknown as Record<string, unknown>;
    for (const method of Object.keys(methods)) {
      expect(adapter[method], `${port}.${method}`).toBeTypeOf('function');
    }
  }
});

test('a queue that the environment does not name is none, whatever its name', async () => {
  process.env.AWS_REGION ??= 'eu-central-1';
  const { queue } = openPorts(CONFIG, adapters);
  for (const name of ['productions', 'constructor']) {
    await expectCode(queue.send(ACME, [{ queue: name, id: 'a', body: 1 }]), 'NOT_FOUND');
  }
});

test('a port whose resource is not named says which variable is missing', () => {
  const ports = openPorts(readConfig({ REELWRIGHT_STAGE: 'dev' }), adapters);
  expect(() => ports.journal).toThrowError('REELWRIGHT_TABLE');
  expect(() => ports.queue).toThrowError('REELWRIGHT_QUEUES');
  expect(() => ports.workflow).toThrowError('REELWRIGHT_WORKFLOWS');
});
