import { spawn } from 'node:child_process';
import { AppError } from '#shared/errors.ts';

/** Wall-clock limit: it says a minute in a tenth of a second. */
const LIMIT_MS = 30_000;
/** Much more than the longest text comes to: 20 minutes at 22,050 Hz. */
const MOST_BYTES = 64 * 1024 * 1024;
const ERRORS_KEPT = 2_000;

/** Runs the program with a text as its input and gives what it prints. Throws `TOOL_FAILED`, `TOOL_TIMEOUT` or `CANCELLED`. */
export function runEspeak(
  program: string,
  args: readonly string[],
  text: string,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: {}, stdio: ['pipe', 'pipe', 'pipe'] });
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    let errors = '';
    let reason: AppError | undefined;
    const stop = (error: AppError) => {
      reason ??= error;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop(new AppError('TOOL_TIMEOUT', 'espeak-ng took too long.')), LIMIT_MS);
    const cancel = () => stop(new AppError('CANCELLED', 'The work was cancelled.'));
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      finish();
    };
    child.stdout.on('data', (chunk: Uint8Array) => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) stop(new AppError('TOOL_FAILED', 'espeak-ng printed too much.'));
      else chunks.push(chunk);
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      errors = (errors + part).slice(-ERRORS_KEPT);
    });
    child.on('error', (cause) =>
      settle(() => reject(reason ?? new AppError('TOOL_FAILED', 'espeak-ng cannot be run.', { cause }))),
    );
    child.on('close', (code) =>
      settle(() => {
        if (reason) reject(reason);
        else if (code === 0 && bytes > 0) resolve(new Uint8Array(Buffer.concat(chunks)));
        else {
          const message = `espeak-ng could not say it (exit ${code}).`;
          reject(new AppError('TOOL_FAILED', message, { cause: errors }));
        }
      }),
    );
    // A program that ends early does not read all of it.
    child.stdin.on('error', () => undefined);
    child.stdin.end(text);
  });
}
