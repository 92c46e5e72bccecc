import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type FunctionName, manifest } from '#functions/manifest.ts';
import type { WorkerSettings } from '#local/config.ts';
import { fromWire, type ToHost, type ToWorker, toWire } from '#local/pool/messages.ts';
import { AppError } from '#shared/errors.ts';
import { restrictPorts } from '#shared/ports/grants.ts';
import type { Ports } from '#shared/ports/ports.ts';

interface Current {
  name: FunctionName;
  ports: Partial<Ports>;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/** How long an aborted invocation may take to put its things away before its process is killed, in ms. */
const GRACE_MS = 3_000;
const STDERR_KEPT = 4_000;
const ENTRY = fileURLToPath(new URL('./worker-main.ts', import.meta.url));
const COMPILE_CACHE = new URL('../compile-cache.ts', import.meta.url).href;

/** One child process of the pool. It leads a process group, so that it can be ended with all that it started. */
export class PoolWorker {
  readonly #child: ChildProcess;
  readonly #ports: Ports;
  #current: Current | undefined;
  #stderr = '';
  readonly #ended: Promise<void>;
  alive = true;

  constructor(settings: WorkerSettings, ports: Ports, onEnd: () => void) {
    this.#ports = ports;
    this.#child = fork(ENTRY, [JSON.stringify(settings)], {
      serialization: 'advanced',
      execArgv: ['--import', COMPILE_CACHE],
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-STDERR_KEPT);
    });
    this.#child.on('message', (message: ToHost) => void this.#receive(message));
    this.#ended = new Promise((resolve) => {
      this.#child.once('exit', (code, signal) => {
        this.alive = false;
        this.#killGroup();
        this.#current?.reject(
          named('Runtime.ExitError', `The worker ended with ${signal ?? code}. ${this.#stderr}`),
        );
        this.#current = undefined;
        onEnd();
        resolve();
      });
    });
  }

  /** Runs one invocation; the pool sees to it that there is never a second one. Durations in ms. */
  async invoke(
    name: FunctionName,
    payload: unknown,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<unknown> {
    const answer = new Promise<unknown>((resolve, reject) => {
      const ports = restrictPorts(this.#ports, name, manifest[name].ports);
      this.#current = { name, ports, resolve, reject };
    });
    const timer = setTimeout(() => {
      this.#current?.reject(
        named('Sandbox.Timedout', `The function ${name} took longer than ${timeoutMs / 1000} s.`),
      );
      this.#killGroup();
    }, timeoutMs);
    const abort = () => this.#abort(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    try {
      this.#send({ type: 'invoke', name, payload, deadlineMs: timeoutMs });
      return await answer;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      this.#current = undefined;
    }
  }

  /** Ends the process with all that it started, by force where it does not obey; resolves when it is gone. */
  async end(): Promise<void> {
    this.#current?.reject(new AppError('CANCELLED', 'The host is closing.'));
    this.#send({ type: 'exit' });
    const force = setTimeout(() => this.#killGroup(), GRACE_MS);
    await this.#ended;
    clearTimeout(force);
  }

  #abort(reason: unknown): void {
    if (!this.#current || !this.alive) return;
    this.#send({ type: 'abort' });
    const { reject } = this.#current;
    setTimeout(() => {
      if (this.#current?.reject !== reject) return;
      reject(reason);
      void this.end();
    }, GRACE_MS).unref();
  }

  async #receive(message: ToHost): Promise<void> {
    const current = this.#current;
    if (!current) return;
    if (message.type === 'done') {
      if (message.error) current.reject(fromWire(message.error));
      else current.resolve(message.value);
    } else if (message.type === 'call') {
      const { call, port, method, args } = message;
      try {
        const adapter = current.ports[port] as unknown as Record<
          string,
          (...values: unknown[]) => Promise<unknown>
        >;
        const called = adapter[method];
        if (!called) throw new AppError('INTERNAL', `The port ${port} has no ${method}.`);
        this.#send({ type: 'answer', call, value: await called.apply(adapter, args) });
      } catch (error) {
        this.#send({ type: 'answer', call, error: toWire(error) });
      }
    }
  }

  #send(message: ToWorker): void {
    // A worker that is gone answers through its exit event.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  #killGroup(): void {
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, 'SIGKILL');
    } catch {
      // The group is gone already.
    }
  }
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message.trim()), { name });
}
