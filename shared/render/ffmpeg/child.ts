import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { AppError } from '#shared/errors.ts';
import { classifyExit, type Exit } from '#shared/render/ffmpeg/classify-exit.ts';

/** What a child needs beside its arguments. */
export interface ChildSettings {
  /** Absolute path of ffmpeg. */
  program: string;
  /** Absolute path of a folder of the job's own; the child works in it and names no other. */
  folder: string;
  /** Wall-clock limit, after which the child and all its own children are killed. */
  timeoutMs: number;
  signal: AbortSignal;
  /** The child's whole environment, for example `FONTCONFIG_FILE`; nothing of ours is handed down. */
  environment?: Readonly<Record<string, string>>;
  /** Told about twice a second how much of the output is done, in ms. */
  onProgress?: (timeMs: number) => void;
}

/** A running child. */
interface FfmpegChild {
  /** Present when it was asked for. */
  stdin: Writable | undefined;
  stdout: Readable | undefined;
  /** Resolves with the log at exit code 0 and rejects with what {@link classifyExit} gives, once the process is gone. */
  done: Promise<{ log: string }>;
  /** Kills the whole process group at once; `done` rejects with `CANCELLED`. */
  kill(): void;
}

/** Enough for the reports of the measuring filters on a film of half an hour. */
const LOG_LIMIT = 512 * 1024;
/**
 * CPU seconds for each second of the wall-clock limit. Node cannot end a child when it is itself killed with -9; this ends
 * such an orphan, and is far above what a child that obeys its deadline can use on eight cores.
 */
const CPU_SHARE = 8;

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) killGroup(child);
});

/** Starts ffmpeg in a process group of its own and watches over it. A program that cannot be started is `TOOL_MISSING`. */
export function startFfmpeg(
  args: readonly string[],
  settings: ChildSettings,
  piped: 'in' | 'out' | 'no' = 'no',
): FfmpegChild {
  const { program, folder, timeoutMs, signal, environment = {}, onProgress } = settings;
  if (signal.aborted) throw new AppError('CANCELLED', 'The work was cancelled.', { cause: signal.reason });
  const limits = ['-timelimit', String(Math.ceil(timeoutMs / 1000) * CPU_SHARE)];
  const progress = onProgress ? ['-progress', 'pipe:1'] : [];
  const child = spawn(program, [...limits, ...progress, ...args], {
    cwd: folder,
    env: environment,
    detached: true,
    windowsHide: true,
    stdio: [piped === 'in' ? 'pipe' : 'ignore', piped === 'out' || onProgress ? 'pipe' : 'ignore', 'pipe'],
  });
  running.add(child);
  let endedBy: Exit['endedBy'];
  const end = (reason: Exit['endedBy']) => {
    endedBy ??= reason;
    killGroup(child);
  };
  const onAbort = () => end('abort');
  signal.addEventListener('abort', onAbort, { once: true });
  const deadline = setTimeout(() => end('deadline'), timeoutMs);
  const log = keepTail(child.stderr);
  if (onProgress) watchProgress(child.stdout, onProgress);

  const done = new Promise<{ log: string }>((resolve, reject) => {
    child.once('error', (cause) => {
      reject(new AppError('TOOL_MISSING', 'ffmpeg could not be started.', { cause }));
    });
    child.once('close', (code, by) => {
      const error = classifyExit({ code, signal: by, log: log(), ...(endedBy ? { endedBy } : {}) });
      if (error) reject(error);
      else resolve({ log: log() });
    });
  }).finally(() => {
    clearTimeout(deadline);
    signal.removeEventListener('abort', onAbort);
    running.delete(child);
  });
  return {
    stdin: child.stdin ?? undefined,
    stdout: child.stdout ?? undefined,
    done,
    kill: () => end('abort'),
  };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // No such group: the child is gone, or the system (Windows) has no groups.
    child.kill('SIGKILL');
  }
}

function keepTail(stream: Readable | null): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    if (text.length > 2 * LOG_LIMIT) text = text.slice(-LOG_LIMIT);
  });
  return () => text.slice(-LOG_LIMIT);
}

function watchProgress(stream: Readable | null, onProgress: (timeMs: number) => void): void {
  let rest = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const microseconds = /^out_time_us=(\d+)/.exec(line)?.[1];
      if (microseconds !== undefined) onProgress(Math.round(Number(microseconds) / 1000));
    }
  });
}
