import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runJob } from '#local/jobs/run-job.ts';
import { temporaryFolder } from '#tests/local-ports.ts';

const never = new AbortController().signal;

async function job(source: string, timeoutSeconds = 20) {
  const entry = join(await temporaryFolder(), 'main.mjs');
  await writeFile(entry, source);
  return { work: { entry, timeoutSeconds } };
}

const submit = (Command: string[] = []) => ({
  JobName: 'j',
  JobDefinition: 'work',
  JobQueue: 'q',
  ContainerOverrides: { Command },
});

test('a job that ends well gives its description', async () => {
  const jobs = await job('process.exit(process.argv[2] === "x" && process.env.PATH === undefined ? 0 : 9)');
  await expect(runJob(jobs, submit(['x']), { id: 'job-1', signal: never })).resolves.toMatchObject({
    JobId: 'job-1',
    Status: 'SUCCEEDED',
  });
});

test('a job that fails is States.TaskFailed with exit code and last words in the cause', async () => {
  const jobs = await job('console.error("no GPU"); process.exit(3)');
  await expect(runJob(jobs, submit(), { id: 'job-1', signal: never })).rejects.toMatchObject({
    name: 'States.TaskFailed',
    message: expect.stringMatching(/"Status":"FAILED".*"ExitCode":3.*no GPU/s),
  });
});

test('a job that hangs is killed with its children when its time is up', async () => {
  const jobs = await job(
    'import { spawn } from "node:child_process"; spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]); setInterval(() => {}, 1000)',
    1,
  );
  await expect(runJob(jobs, submit(), { id: 'job-1', signal: never })).rejects.toThrow(/exceeded timeout/);
});

test('a job ends when nobody waits for it any more', async () => {
  const jobs = await job('setInterval(() => {}, 1000)');
  const controller = new AbortController();
  const running = runJob(jobs, submit(), { id: 'job-1', signal: controller.signal });
  setTimeout(() => controller.abort(new Error('stopped')), 100);
  await expect(running).rejects.toThrow('stopped');
});

test.each([{}, { JobName: 'j', JobDefinition: 'other' }])(
  'a job that Batch would refuse is refused: %j',
  async (parameters) => {
    await expect(runJob(await job(''), parameters, { id: 'job-1', signal: never })).rejects.toMatchObject({
      code: 'WORKFLOW_INVALID',
    });
  },
);
