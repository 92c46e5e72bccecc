import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FAULT_POINTS } from '#shared/engine/fault-points.ts';
import { temporaryFolder } from '#tests/local-ports.ts';
import { BRIEF, filmHash, leftBehind } from '#tests/simulation/film.ts';

const PROGRAM = join(import.meta.dirname, 'struck-production.ts');

/** More would mean that a production no longer gets on. */
const MAX_KILLS = 1_000;

test('a production killed at every fault point it meets ends with the same film, and does no committed step again', {
  timeout: 1_200_000,
}, async () => {
  // Prepare: the film of a production that nothing happens to.
  const folder = await temporaryFolder();
  const brief = join(folder, 'tides.md');
  writeFileSync(brief, BRIEF);
  const run = (home: string, out: string, list: string) =>
    spawnSync(process.execPath, [PROGRAM, brief, join(folder, home), join(folder, out), join(folder, list)], {
      encoding: 'utf8',
      timeout: 60_000,
    });
  writeFileSync(join(folder, 'quiet'), 'spare everything');
  expect(run('home', 'out', 'quiet')).toMatchObject({ status: 0, stderr: '' });
  const expected = filmHash(join(folder, 'out'), 'tides');

  // Act: strike at each fault point when it is first met, and start again.
  let kills = 0;
  let last = run('struck-home', 'struck-out', 'list');
  while (last.signal === 'SIGKILL' && kills < MAX_KILLS) {
    kills += 1;
    last = run('struck-home', 'struck-out', 'list');
  }

  // Assess
  expect(last, last.stderr).toMatchObject({ status: 0, signal: null });
  const struck = readFileSync(join(folder, 'list'), 'utf8').trim().split('\n');
  expect(kills).toBe(struck.length);
  expect(new Set(struck.map((name) => name.split(' ')[0]))).toEqual(new Set(FAULT_POINTS));
  expect(filmHash(join(folder, 'struck-out'), 'tides')).toBe(expected);
  expect(leftBehind(join(folder, 'struck-home'), join(folder, 'struck-out'), 'tides')).toEqual([]);
  expect(repeatedAfterCommit(readFileSync(join(folder, 'list.trace'), 'utf8'))).toEqual([]);
});

/** Steps that were claimed again after their commit; the trace has a line for each fault point that was passed. */
function repeatedAfterCommit(trace: string): string[] {
  const committed = new Set<string>();
  const repeated: string[] = [];
  for (const line of trace.split('\n')) {
    const [point, ...step] = line.split(' ');
    if (point === 'step.after-commit') committed.add(step.join(' '));
    if (point === 'step.after-claim' && committed.has(step.join(' '))) repeated.push(line);
  }
  return repeated;
}
