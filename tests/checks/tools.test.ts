import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** Each tool is one test, so that what it finds is counted and shown like everything else. */
const TOOLS: { promise: string; command: string[] }[] = [
  {
    promise: 'the code is formatted and free of what the linter knows to be wrong',
    command: ['biome', 'check', '.'],
  },
  { promise: 'the types fit', command: ['tsc', '-p', '.'] },
  { promise: 'nothing is exported, declared or installed that nobody uses', command: ['knip'] },
  { promise: 'no file holds a secret', command: ['secretlint', '**/*', '**/.*'] },
];

test.each(TOOLS)('$promise', { timeout: 180_000 }, async ({ command: [tool = '', ...args] }) => {
  const found = await promisify(execFile)(`node_modules/.bin/${tool}`, args, { maxBuffer: 1e8 }).then(
    () => '',
    (error: { stdout: string; stderr: string }) => `${error.stdout}${error.stderr}`,
  );
  expect(found).toBe('');
});
