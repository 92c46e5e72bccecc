import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { ProcessHeavyWork } from '#local/heavy-work.ts';
import { runJob } from '#local/jobs/run-job.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { TENANT } from '#tests/ids.ts';
import { openLocalPorts, temporaryFolder } from '#tests/local-ports.ts';
import { startChild } from '#tests/unit/local/child-process.ts';

const never = new AbortController().signal;

/** A home with open stores in which jobs of that source run, and the call under test for it. */
async function job(source: string, timeoutSeconds = 20) {
  const entry = join(await temporaryFolder(), 'main.mjs');
  await writeFile(entry, source);
  const ports = (await openLocalPorts()) as unknown as Ports;
  const work = new ProcessHeavyWork({
    definitions: { work: { entry, timeoutSeconds, ports: { ledger: 'write' } } },
    queues: ['q'],
    ids: { next: () => 'job-1' },
    home: { settings: { home: await temporaryFolder(), searchPath: '', logLevel: 'error' }, ports },
  });
  const run = (parameters: unknown, signal = never) => runJob(work, parameters, { tenant: TENANT, signal });
  return { entry, ports, run };
}

const PLATFORM = new URL('../../../../local/platform.ts', import.meta.url).href;

const submit = (Command: string[] = [], JobDefinition = 'work', JobQueue = 'q') => ({
  JobName: 'j',
  JobDefinition,
  JobQueue,
  ContainerOverrides: { Command },
});

test('a job that ends well gives its description', async () => {
  const { run } = await job(
    'process.exit(process.argv[2] === "x" && process.env.PATH === undefined ? 0 : 9)',
  );
  await expect(run(submit(['x']))).resolves.toMatchObject({
    JobId: 'job-1',
    Status: 'SUCCEEDED',
  });
});

test('a job that fails is States.TaskFailed with exit code and last words in the cause', async () => {
  const { run } = await job('console.error("no GPU"); process.exit(3)');
  await expect(run(submit())).rejects.toMatchObject({
    name: 'States.TaskFailed',
    message: expect.stringMatching(/"Status":"FAILED".*"ExitCode":3.*no GPU/s),
  });
});

test('a job that hangs is killed with its children when its time is up', async () => {
  const { run } = await job(
    'import { spawn } from "node:child_process"; spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]); setInterval(() => {}, 1000)',
    1,
  );
  await expect(run(submit())).rejects.toThrow(/exceeded timeout/);
});

test('a job ends when nobody waits for it any more', async () => {
  const { run } = await job('setInterval(() => {}, 1000)');
  const controller = new AbortController();
  const running = run(submit(), controller.signal);
  setTimeout(() => controller.abort(new Error('stopped')), 100);
  await expect(running).rejects.toThrow('stopped');
});

test('a job that is dead already when it is aborted takes nobody along', async () => {
  // Prepare: it kills itself; a child out of its group holds its standard error open, so that it is not yet closed.
  const { run } = await job(
    `import { spawn } from "node:child_process";
     const hold = { detached: true, stdio: ["ignore", "ignore", "inherit"] };
     spawn(process.execPath, ["-e", "setTimeout(() => {}, 1200)"], hold).unref();
     setTimeout(() => process.kill(process.pid, "SIGKILL"), 50);`,
  );
  const controller = new AbortController();
  // Act
  const running = run(submit(), controller.signal);
  setTimeout(() => controller.abort(new Error('stopped')), 700);
  // Assess
  await expect(running).rejects.toThrow('stopped');
});

test('a job reaches the stores of its host, for its tenant and as far as its definition grants', async () => {
  // Prepare
  const { run, ports } = await job(
    `import { platform } from ${JSON.stringify(PLATFORM)};
     const { ledger, journal } = platform();
     const refused = (trying) => trying.then(() => "allowed", ({ code }) => code);
     const claim = await ledger.claim("local", "a".repeat(64), { owner: "job", leaseMs: 60_000 });
     console.error(claim.state, await refused(ledger.get("other", "x")), await refused(journal.read("local", "r")));
     process.exit(3);`,
  );
  // Act
  const running = run(submit());
  // Assess
  await expect(running).rejects.toThrow(/claimed PORT_NOT_GRANTED PORT_NOT_GRANTED/);
  // Its lease ended with it.
  const next = await ports.ledger.claim(TENANT, 'a'.repeat(64), { owner: 'next', leaseMs: 1_000 });
  expect(next.state).toBe('claimed');
});

test('a job that has nothing left to do ends, though its host lives', async () => {
  const { run } = await job('setTimeout(() => {}, 10)');
  await expect(run(submit())).resolves.toMatchObject({
    Status: 'SUCCEEDED',
  });
});

test.skipIf(process.platform === 'win32')(
  'a job ends with all its children when its host is killed',
  async () => {
    // Prepare: a host that is a process of its own, whose job writes down who it and its child are.
    const folder = await temporaryFolder();
    const pids = join(folder, 'pids');
    const { entry } = await job(
      `import { spawn } from "node:child_process"; import { writeFileSync } from "node:fs";
     const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
     writeFileSync(${JSON.stringify(pids)}, process.pid + " " + child.pid); setInterval(() => {}, 1000)`,
    );
    const host = startChild('run-job.ts', entry);
    const text = await vi.waitFor(
      () => readFile(pids, 'utf8').then((read) => read || Promise.reject(read)),
      10_000,
    );
    const [leader = 0, child = 0] = text.split(' ').map(Number);
    expect([leader, child].map(lives)).toEqual([true, true]);
    // Act
    await host.kill();
    // Assess
    await vi.waitFor(() => expect([leader, child].map(lives)).toEqual([false, false]), 10_000);
  },
);

test('a process that cannot be started fails the job and nothing else', async () => {
  const { run } = await job('');
  const { execPath } = process;
  process.execPath = join(await temporaryFolder(), 'no-such-node');
  const running = run(submit());
  process.execPath = execPath;
  await expect(running).rejects.toMatchObject({ code: 'TOOL_CRASHED' });
});

test.each([{}, submit([], 'constructor'), submit([], 'other'), submit([], 'work', 'other')])(
  'a job that Batch would refuse is refused: %j',
  async (parameters) => {
    await expect((await job('')).run(parameters)).rejects.toMatchObject({
      code: 'WORKFLOW_INVALID',
    });
  },
);

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie is dead: it only waits to be counted.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' && process.platform !== 'linux';
  }
}
