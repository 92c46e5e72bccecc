import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A script of `children/` that runs as a process of its own. */
export interface Child {
  process: ChildProcess;
  /** Lines it has written, complete ones only. */
  lines: string[];
  /** Resolves when it has written so many lines. */
  wrote(count: number): Promise<void>;
  /** Kills it as `kill -9` does and waits until it is gone. */
  kill(): Promise<void>;
  /** Resolves with the signal or exit code when it is gone. */
  ended: Promise<string | number | null>;
}

/** No child outlives this, in ms. */
const LONGEST_LIFE_MS = 20_000;

/** Starts a script of `children/` under the same Node. */
export function startChild(script: string, ...args: string[]): Child {
  const path = fileURLToPath(new URL(`./children/${script}`, import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: LONGEST_LIFE_MS,
    killSignal: 'SIGKILL',
  });
  const lines: string[] = [];
  let heard = () => undefined as unknown;
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    heard();
  });
  const ended = once(child, 'close').then(([code, signal]) => signal ?? code);
  return {
    process: child,
    lines,
    ended,
    wrote: (count) =>
      new Promise((resolve, reject) => {
        heard = () => lines.length >= count && resolve();
        heard();
        void ended.then(() => reject(new Error(`${script} ended after ${lines.length} lines`)));
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
