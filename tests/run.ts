/** Runs all tests, or those named as arguments, and closes with the one line that a machine can read. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

const Report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const folder = await mkdtemp(join(tmpdir(), 'reelwright-tests-'));
const reportFile = join(folder, 'report.json');
const vitest = new URL('../node_modules/vitest/vitest.mjs', import.meta.url).pathname;
const code = await new Promise<number>((resolve) => {
  const child = spawn(
    process.execPath,
    [
      vitest,
      'run',
      '--config',
      'tests/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
      ...process.argv.slice(2),
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  child.on('close', (exit) => resolve(exit ?? 1));
});

const report = Report.safeParse(JSON.parse(await readFile(reportFile, 'utf8').catch(() => 'null')));
await rm(folder, { recursive: true, force: true });

// A file that could not be loaded has no test that could fail: it counts as one.
const broken = report.data?.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.length === 0,
);
const passed = report.data?.numPassedTests ?? 0;
const skipped = (report.data?.numPendingTests ?? 0) + (report.data?.numTodoTests ?? 0);
let failed = (report.data?.numFailedTests ?? 0) + (broken?.length ?? 0);
// Errors outside of any test, and a runner that died, show only in the exit code.
if (code !== 0 && failed === 0) failed = 1;

process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
