import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { temporaryFolder } from '#tests/local-ports.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** No film of the tests takes so long; a command that hangs is ended. */
const WALL_CLOCK_MS = 150_000;

/** How a command ended. */
export interface Ended {
  code: number | null;
  out: string;
  errors: string;
}

/** A folder in which somebody works, with a home of its own. */
export interface Desk {
  folder: string;
  /** Writes a file below the folder. */
  put(name: string, content: string | Uint8Array): Promise<string>;
  /** Runs `make` there, as `npm run make --` does; `signal` after `afterMs` ends it. */
  make(args: readonly string[], end?: { signal: NodeJS.Signals; whenOut: RegExp }): Promise<Ended>;
  /** Runs `render` there in the same way. */
  render(args: readonly string[]): Promise<Ended>;
}

/** Makes an empty desk that goes with the test. */
export async function emptyDesk(): Promise<Desk> {
  const folder = await temporaryFolder();
  return {
    folder,
    async put(name, content) {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
      return path;
    },
    make: (args, end) => command(folder, ['make', ...args], end),
    render: (args) => command(folder, ['render', ...args]),
  };
}

/** Runs a command of the product in a folder. */
function command(
  folder: string,
  args: readonly string[],
  end?: { signal: NodeJS.Signals; whenOut: RegExp },
): Promise<Ended> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(ROOT, 'cli/main.ts'), ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH, REELWRIGHT_HOME: join(folder, 'home') },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: WALL_CLOCK_MS,
      killSignal: 'SIGKILL',
    });
    let out = '';
    let errors = '';
    let signalled = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (end && !signalled && end.whenOut.test(out)) {
        signalled = true;
        child.kill(end.signal);
      }
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.on('close', (code) => done({ code, out: stripVTControlCharacters(out), errors }));
  });
}

/** The events that `--json` printed. */
export function eventsOf({ out }: Ended): Record<string, unknown>[] {
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Names of the steps that were computed, not reused, with how often each. */
export function computedSteps(ended: Ended): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type, step, reused } of eventsOf(ended)) {
    if (type !== 'step.finished' || reused) continue;
    counts[String(step)] = (counts[String(step)] ?? 0) + 1;
  }
  return counts;
}
