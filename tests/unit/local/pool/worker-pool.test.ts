import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { FunctionName } from '#functions/manifest.ts';
import { WorkerPool } from '#local/pool/worker-pool.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { openLocalPorts, temporaryFolder } from '#tests/local-ports.ts';
import { workerProcesses } from '#tests/worker-processes.ts';

const never = new AbortController().signal;
/** What a handler answers to an event that is not its own: proof that it was reached. */
const REACHED = { code: 'STEP_INPUT_INVALID' };

async function openPool(size: number, timeoutMs?: (name: FunctionName) => number) {
  const ports = (await openLocalPorts()) as unknown as Ports;
  const settings = { home: await temporaryFolder(), searchPath: '/usr/bin', logLevel: 'error' as const };
  const pool = new WorkerPool({ size, ports, settings, ...(timeoutMs ? { timeoutMs } : {}) });
  onTestFinished(() => pool.close());
  return pool;
}

describe.skipIf(process.platform !== 'linux')('a worker that dies takes nobody along', () => {
  test('an invocation that took too long is ended, and the next one gets a worker of its own', async () => {
    // Prepare
    const pool = await openPool(1, (name) => (name === 'scenes-cut' ? 1 : 20_000));
    // Act
    const [late, next, last] = await Promise.allSettled([
      pool.invoke('scenes-cut', {}, never),
      pool.invoke('agents-moderate', {}, never),
      pool.invoke('scenes-illustrate', {}, never),
    ]);
    // Assess
    expect(late).toMatchObject({ reason: { name: 'Sandbox.Timedout' } });
    expect(next).toMatchObject({ reason: REACHED });
    expect(last).toMatchObject({ reason: REACHED });
  });

  test('an invocation whose process was killed is Runtime.ExitError, and the next one gets a new process', async () => {
    const pool = await openPool(1);
    const struck = pool.invoke('scenes-cut', {}, never);
    const next = pool.invoke('agents-moderate', {}, never);
    for (const pid of workerProcesses()) process.kill(pid, 'SIGKILL');
    await expect(struck).rejects.toMatchObject({
      name: 'Runtime.ExitError',
      message: expect.stringContaining('SIGKILL'),
    });
    await expect(next).rejects.toMatchObject(REACHED);
  });

  test('a process that cannot be started is Runtime.ExitError, not the end of the host', async () => {
    const { execPath } = process;
    onTestFinished(() => {
      process.execPath = execPath;
    });
    process.execPath = join(await temporaryFolder(), 'no-such-node');
    const pool = await openPool(1);
    pool.warmUp();
    await expect(pool.invoke('scenes-cut', {}, never)).rejects.toMatchObject({ name: 'Runtime.ExitError' });
    process.execPath = execPath;
    await expect(pool.invoke('scenes-cut', {}, never)).rejects.toMatchObject(REACHED);
  });

  test('closing ends what runs and what waits, and leaves no process', async () => {
    const pool = await openPool(1);
    const both = Promise.allSettled([
      pool.invoke('scenes-cut', {}, never),
      pool.invoke('scenes-cut', {}, never),
    ]);
    await pool.close();
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(workerProcesses()).toEqual([]);
    await expect(pool.invoke('scenes-cut', {}, never)).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

test.skipIf(process.platform !== 'linux')(
  'a worker inherits PATH and nothing else of the environment',
  async () => {
    // Prepare
    process.env.REELWRIGHT_SECRETS_KEY = 'not-for-workers';
    onTestFinished(() => {
      delete process.env.REELWRIGHT_SECRETS_KEY;
    });
    const pool = await openPool(1);
    // Act
    await pool.invoke('scenes-cut', {}, never).catch(() => undefined);
    // Assess
    const [pid] = workerProcesses();
    const names = readFileSync(`/proc/${pid}/environ`, 'utf8')
      .split('\0')
      .filter((line) => line !== '')
      .map((line) => line.slice(0, line.indexOf('=')));
    expect(names.filter((name) => !name.startsWith('NODE_CHANNEL_'))).toEqual(['PATH']);
  },
);
