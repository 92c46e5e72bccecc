import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
/** No film of the tests takes so long. */
const PATIENCE_MS = 90_000;

/** A line of `serve --json`. */
export type Told = Record<string, unknown> & { type: string };

/** A server that runs as a person would run it. */
export interface Served {
  /** What it has told so far. */
  told: Told[];
  errors: () => string;
  /** Resolves with the first line that fits, told already or still to come; rejects when the server ends before. */
  tells(fits: (line: Told) => boolean): Promise<Told>;
  /** A request with the owner's token. */
  call(path: string, init?: RequestInit): Promise<Response>;
  address: string;
  token: string;
  /** Ends it and gives its exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts `serve` in a folder, on a free port, and waits until it serves. It goes with the test. */
export async function startServe(folder: string, args: readonly string[] = []): Promise<Served> {
  const child = spawn(
    process.execPath,
    [join(ROOT, 'cli/main.ts'), 'serve', '--port', '0', '--json', ...args],
    {
      cwd: folder,
      env: { PATH: process.env.PATH, REELWRIGHT_HOME: join(folder, 'home') },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const told: Told[] = [];
  let errors = '';
  let rest = '';
  let looks: (() => void)[] = [];
  const wake = () => {
    for (const look of looks.splice(0)) look();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    told.push(...lines.map((line) => JSON.parse(line) as Told));
    wake();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  let ended = false;
  const code = new Promise<number | null>((done) => {
    child.on('close', (exit) => {
      ended = true;
      wake();
      done(exit);
    });
  });
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return code;
  };
  onTestFinished(async () => void (await end('SIGKILL')));

  async function tells(fits: (line: Told) => boolean): Promise<Told> {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      const found = told.find(fits);
      if (found) return found;
      if (ended || performance.now() > until) {
        throw new Error(
          `It was never told. ${errors}\n${told
            .slice(-10)
            .map((line) => JSON.stringify(line))
            .join('\n')}`,
        );
      }
      await new Promise<void>((look) => {
        looks = [...looks, look];
        setTimeout(look, 1_000);
      });
    }
  }

  const { address, token: tokenPath } = await tells(({ type }) => type === 'serving');
  const token = (await readFile(String(tokenPath), 'utf8')).trim();
  return {
    told,
    errors: () => errors,
    tells,
    call: (path, init = {}) =>
      fetch(new URL(path, String(address)), {
        ...init,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...init.headers },
      }),
    address: String(address),
    token,
    end,
  };
}
