import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '#tests/local-ports.ts';
import { BRIEF, filmHash, leftBehind } from '#tests/simulation/film.ts';

const COMMAND = resolve(import.meta.dirname, '../../cli/main.ts');
const KILLS = 200;
/** Moments are drawn by a fixed generator (mulberry32), so that a failure can be looked for again. */
const SEED = 20_261_120;

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Runs the command, kills it with -9 after `ms` if it still runs; gives how it ended and how long it took. */
function make(
  folder: string,
  args: string[],
  ms: number,
): Promise<{ killed: boolean; code: number | null; errors: string; took: number }> {
  const startedAt = performance.now();
  return new Promise((done) => {
    const child = spawn(
      process.execPath,
      [COMMAND, 'make', 'tides.md', '--quality', 'draft', '--quiet', ...args],
      {
        cwd: folder,
        env: { PATH: process.env.PATH, REELWRIGHT_HOME: join(folder, 'home') },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), ms);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      done({ killed: signal === 'SIGKILL', code, errors, took: performance.now() - startedAt });
    });
  });
}

/** Processes that work in the folder, by what the system tells of their working directories and arguments. */
async function processesOf(folder: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return command.includes(folder) ? [command] : [];
    } catch {
      return [];
    }
  });
}

test.skipIf(process.platform !== 'linux')(
  `the command killed with -9 at ${KILLS} random moments always ends with the same film and leaves nothing behind`,
  { timeout: 1_200_000 },
  async () => {
    // Prepare: the film, and how long it takes when nothing happens.
    const reference = await temporaryFolder();
    writeFileSync(join(reference, 'tides.md'), BRIEF);
    const whole = await make(reference, [], 60_000);
    expect(whole).toMatchObject({ code: 0, errors: '' });
    const expected = filmHash(join(reference, 'out'), 'tides');
    const random = generator(SEED);
    const films: string[] = [];
    const behind: string[] = [];
    let kills = 0;

    // Act: one production after the other, each in a folder of its own, each killed again and again until it is done.
    while (kills < KILLS) {
      const folder = await temporaryFolder();
      writeFileSync(join(folder, 'tides.md'), BRIEF);
      for (;;) {
        // Early moments strike the start and the recovery, late ones, since each try gets on, everything up to the end.
        const ended = await make(folder, [], kills < KILLS ? random() * whole.took * 0.6 : 60_000);
        if (!ended.killed) {
          expect(ended, ended.errors).toMatchObject({ code: 0 });
          break;
        }
        kills += 1;
      }
      films.push(filmHash(join(folder, 'out'), 'tides'));
      behind.push(
        ...leftBehind(join(folder, 'home'), join(folder, 'out'), 'tides'),
        ...(await processesOf(folder)),
      );
    }

    // Assess
    expect(kills).toBe(KILLS);
    expect(films.length).toBeGreaterThan(1);
    expect(new Set(films)).toEqual(new Set([expected]));
    expect(behind).toEqual([]);
  },
);
