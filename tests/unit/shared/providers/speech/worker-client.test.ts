import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { createWorkerClient } from '#shared/providers/speech/worker-client.ts';

/** A worker that does what it is told: answers, hangs in a loop, throws, or ends. */
const SCRIPT = new URL('./obedient-worker.ts', import.meta.url);
const client = createWorkerClient<string, string>(SCRIPT);
afterEach(() => client.close());

const ask = (order: string, limitMs = 10_000, signal?: AbortSignal) => client.ask(order, { limitMs, signal });

describe('worker', () => {
  test('a worker is used again for the next order, and orders asked at once are answered in turn', async () => {
    const answers = await Promise.all([ask('count'), ask('count'), ask('count')]);
    expect(answers).toEqual(['1', '2', '3']);
  });

  test.each([
    ['hang', 300, 'TOOL_TIMEOUT'],
    ['throw', 10_000, 'TOOL_CRASHED'],
    ['exit', 10_000, 'TOOL_CRASHED'],
  ])(
    'an order that makes it %s fails within its limit, and the next one is answered',
    async (order, limitMs, code) => {
      // Act
      const failed = ask(order, limitMs);
      const next = ask('count');

      // Assess
      await expect(failed).rejects.toMatchObject({ code });
      expect(await next).toBe('1');
    },
  );

  test('cancelling ends the work under way and what still waits for its turn', async () => {
    // Prepare
    const cancel = new AbortController();
    const hanging = ask('hang', 10_000, cancel.signal);
    const waiting = ask('count', 10_000, cancel.signal);
    const other = ask('count');

    // Act
    cancel.abort();

    // Assess
    await expect(hanging).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await other).toBe('1');
  });

  test('closing ends the worker in mid-work; orders after it start a new one', async () => {
    // Prepare
    const hanging = ask('hang');
    const assessed = expect(hanging).rejects.toMatchObject({ code: 'CANCELLED' });

    // Act
    await client.close();

    // Assess
    await assessed;
    expect(await ask('count')).toBe('1');
  });

  test.each(['exit later', 'throw later'])(
    'one that is told to %s, and so dies while idle, is replaced',
    async (order) => {
      // Prepare
      expect(await ask(order)).toBe('1');
      await new Promise((done) => setTimeout(done, 200));

      // Act and assess
      expect(await ask('count', 5_000)).toBe('1');
    },
  );

  test('an idle worker does not keep the process alive', () => {
    // Act
    const program = fileURLToPath(new URL('./idle-worker-program.ts', import.meta.url));
    const { status, stdout } = spawnSync(process.execPath, [program], { timeout: 20_000 });

    // Assess
    expect([status, String(stdout)]).toEqual([0, '1']);
  });
});
