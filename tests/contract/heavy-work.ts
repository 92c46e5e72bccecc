import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HeavyWork, JobDescription } from '#shared/ports/heavy-work.ts';
import { ACME, expectCode } from '#tests/contract/harness.ts';
import { temporaryFolder } from '#tests/local-ports.ts';

/** A kind of job under test: the absolute path of its program, and its time in seconds. */
export interface JobKinds {
  [name: string]: { entry: string; timeoutSeconds: number };
}

/** Makes heavy work with these kinds of jobs and the queue `render`. */
export type MakeHeavyWork = (kinds: JobKinds) => Promise<{ port: HeavyWork; close(): Promise<void> | void }>;

/** Does what its first argument says; the second one is a file that it writes what it sees into. */
const PROGRAM = `
import { writeFileSync } from 'node:fs';
const [what, file, ...rest] = process.argv.slice(2);
if (file) writeFileSync(file, JSON.stringify({ pid: process.pid, rest, given: process.env.GIVEN, leaked: process.env.LEAKED }));
if (what === 'wait') setInterval(() => {}, 1_000);
else process.exitCode = Number(what);
`;

/** What every place for heavy work must hold. */
export function describeHeavyWork(name: string, make: MakeHeavyWork): void {
  describe(`heavy work: ${name}`, () => {
    let work: HeavyWork;
    let folder: string;
    let close: () => Promise<void> | void;
    beforeEach(async () => {
      folder = await temporaryFolder();
      const entry = join(folder, 'program.mjs');
      await writeFile(entry, PROGRAM);
      const made = await make({
        job: { entry, timeoutSeconds: 60 },
        'short-job': { entry, timeoutSeconds: 1 },
      });
      work = made.port;
      close = () => made.close();
    });
    afterEach(() => close());

    const submit = (command: string[], more: { definition?: string; queue?: string } = {}) =>
      work.submit({
        definition: 'job',
        queue: 'render',
        name: 'a-job',
        tenant: ACME,
        environment: { GIVEN: 'yes' },
        command,
        ...more,
      });

    async function ended(id: string): Promise<JobDescription> {
      return until(async () => {
        const job = await work.describe(id);
        return ['SUCCEEDED', 'FAILED'].includes(job.status) ? job : undefined;
      });
    }

    const seen = (file: string) =>
      until(() =>
        readFile(file, 'utf8').then(
          (text) => JSON.parse(text || 'null') ?? undefined,
          () => undefined,
        ),
      );

    test('a job that ends well has succeeded, and got its arguments and its own environment only', async () => {
      process.env.LEAKED = 'from the process that submits';
      const file = join(folder, 'seen');
      const id = await submit(['0', file, 'ünï', '{"a": "b c"}']);
      expect(await ended(id)).toEqual({ id, status: 'SUCCEEDED', exitCode: 0, attempts: 1 });
      expect(await seen(file)).toMatchObject({ rest: ['ünï', '{"a": "b c"}'], given: 'yes' });
      expect(await seen(file)).not.toHaveProperty('leaked');
      delete process.env.LEAKED;
    });

    test('a job that ends with another code has failed, with the code and a reason', async () => {
      const id = await submit(['3']);
      const job = await ended(id);
      expect(job).toMatchObject({ status: 'FAILED', exitCode: 3, attempts: 1 });
      expect(job.reason).toBe('Essential container in task exited');
    });

    test('a job that is stopped has failed for that reason, and its process is gone', async () => {
      const file = join(folder, 'seen');
      const id = await submit(['wait', file]);
      const { pid } = await seen(file);
      expect(await work.describe(id)).toMatchObject({ status: 'RUNNING', attempts: 1 });
      await work.stop(id, 'A person has stopped it.');
      expect(await ended(id)).toMatchObject({ status: 'FAILED', reason: 'A person has stopped it.' });
      await until(async () => (lives(pid) ? undefined : true));
    });

    test('stopping a job that has ended changes nothing', async () => {
      const id = await submit(['0']);
      const before = await ended(id);
      await work.stop(id, 'Too late.');
      await work.stop(id, 'Too late again.');
      expect(await work.describe(id)).toEqual(before);
    });

    test('a job that takes longer than it may is ended', async () => {
      const id = await submit(['wait'], { definition: 'short-job' });
      expect(await ended(id)).toMatchObject({
        status: 'FAILED',
        reason: 'Job attempt duration exceeded timeout',
      });
    });

    test('each of 12 jobs at once has an end of its own', async () => {
      const ids = await Promise.all(Array.from({ length: 12 }, (_, index) => submit([String(index)])));
      expect(new Set(ids).size).toBe(12);
      const codes = await Promise.all(ids.map(async (id) => (await ended(id)).exitCode));
      expect(codes).toEqual(Array.from({ length: 12 }, (_, index) => index));
    });

    test('what is not there is refused', async () => {
      await expectCode(submit(['0'], { definition: 'nothing' }), 'WORKFLOW_INVALID');
      await expectCode(submit(['0'], { definition: 'constructor' }), 'WORKFLOW_INVALID');
      await expectCode(submit(['0'], { queue: 'nowhere' }), 'WORKFLOW_INVALID');
      await expectCode(work.describe('no-job'), 'NOT_FOUND');
      await expectCode(work.stop('no-job', 'Why not.'), 'NOT_FOUND');
    });
  });
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Asks until there is an answer. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (let round = 0; round < 1_500; round += 1) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  throw new Error('it never came');
}
