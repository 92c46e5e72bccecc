import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const ROOT = resolve(import.meta.dirname, '../../..');

/** What is told of a step. */
export interface StepEvent {
  type: string;
  step?: string;
  key?: string;
}

/** Makes the film of a brief on one machine, in a home of its own, with the `make` command as people use it. */
export async function makeAtHome(
  name: string,
  brief: string,
): Promise<{ events: StepEvent[]; filmHash: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'home-'));
  try {
    await writeFile(join(folder, name), brief);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(ROOT, 'cli/main.ts'), 'make', name, '--json'],
      {
        cwd: folder,
        env: { PATH: process.env.PATH, REELWRIGHT_HOME: join(folder, 'home') },
        maxBuffer: 64 * 1024 ** 2,
      },
    );
    const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
    const film = await readFile(join(folder, 'out', name.replace(/\.\w+$/, ''), 'film.mp4'));
    return {
      events: lines.map((line) => JSON.parse(line)),
      filmHash: createHash('sha256').update(film).digest('hex'),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
