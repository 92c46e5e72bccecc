import { fork } from 'node:child_process';
import type { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

/** A thread or a process that gets messages and sends some. */
export interface Servant {
  /** `message`, `error` and `exit`. */
  events: EventEmitter;
  send(message: unknown): void;
  /** Whether it keeps this process alive. */
  ref(): void;
  unref(): void;
  /** Ends it by force; resolves when it is gone. */
  end(): Promise<unknown>;
  /** What it wrote to its error output last, for engineers. */
  lastWords(): string | undefined;
}

/** Characters that are kept of the error output. */
const LAST_WORDS = 2_000;

/** Starts a worker thread. */
export function startThread(script: URL): Servant {
  const worker = new Worker(script);
  return {
    events: worker,
    send: (message) => worker.postMessage(message),
    ref: () => worker.ref(),
    unref: () => worker.unref(),
    end: () => worker.terminate(),
    lastWords: () => undefined,
  };
}

/**
 * Starts a child process, for native code that may take its process with it. It gets nothing of the environment, and is told
 * of the end of this process by `disconnect`.
 */
export function startProcess(script: URL): Servant {
  const child = fork(fileURLToPath(script), [], {
    serialization: 'advanced',
    execArgv: [],
    env: {},
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => child.pid === undefined && resolve());
  });
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-LAST_WORDS);
  });
  const handles = [child, child.channel, child.stderr] as (
    | { ref?(): void; unref?(): void }
    | null
    | undefined
  )[];
  return {
    events: child,
    // A process that is gone tells it by its exit.
    send: (message) => void child.send(message as object, () => undefined),
    ref: () => {
      for (const handle of handles) handle?.ref?.();
    },
    unref: () => {
      for (const handle of handles) handle?.unref?.();
    },
    async end() {
      child.ref();
      child.kill('SIGKILL');
      await gone;
    },
    lastWords: () => words || undefined,
  };
}
