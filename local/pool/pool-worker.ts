import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type FunctionName, manifest } from '#functions/manifest.ts';
import type { WorkerSettings } from '#local/config.ts';
import { killGroup } from '#local/kill-group.ts';
import type { CallScope } from '#local/pool/answer-call.ts';
import { HostAnswers } from '#local/pool/host-answers.ts';
import { fromWire, type ToHost, type ToWorker } from '#local/pool/messages.ts';
import { LOCAL_TENANT } from '#local/tenant.ts';
import { AppError } from '#shared/errors.ts';
import { restrictPorts } from '#shared/ports/grants.ts';
import type { Ports } from '#shared/ports/ports.ts';

interface Current extends CallScope {
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
  /** False from the moment on at which its end is decided; then it must get no more work. */
  alive = true;
  /** Resolves when the process is gone, what it held is given back, and who waited for it has been told. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #ports: Ports;
  readonly #answers: HostAnswers;
  #current: Current | undefined;
  #stderr = '';
  /** Why the host ended it; without it the process ended by itself. */
  #reason: unknown;

  /** Starts the process, with nothing of the host's environment but `PATH`. Throws when there cannot be one more. */
  constructor(settings: WorkerSettings, ports: Ports) {
    this.#ports = ports;
    this.#answers = new HostAnswers(ports.ledger, (message) => this.#send(message));
    this.#child = fork(ENTRY, [JSON.stringify(settings)], {
      serialization: 'advanced',
      execArgv: ['--import', COMPILE_CACHE],
      env: { PATH: settings.searchPath },
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-STDERR_KEPT);
    });
    this.#child.on('message', (message: ToHost) => this.#receive(message));
    const gone = new Promise<string>((resolve) => {
      this.#child.once('exit', (code, signal) => resolve(`ended with ${signal ?? code}`));
      this.#child.on('error', (error) => {
        // A process that never was has no exit; any other error of a worker shows in its exit.
        if (this.#child.pid === undefined) resolve(`could not be started: ${error.message}`);
      });
    });
    this.ended = gone.then((how) => this.#bury(how));
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
      this.#current = { name, tenant: tenantOf(name, payload), ports, resolve, reject };
    });
    const timer = setTimeout(
      () =>
        this.#kill(named('Sandbox.Timedout', `The function ${name} took longer than ${timeoutMs / 1000} s.`)),
      timeoutMs,
    );
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
    this.alive = false;
    this.#reason ??= new AppError('CANCELLED', 'The host is closing.');
    // Its calls are answered until then: it gives back what it holds.
    this.#send({ type: 'exit' });
    const force = setTimeout(() => killGroup(this.#child), GRACE_MS);
    await this.ended;
    clearTimeout(force);
  }

  #abort(reason: unknown): void {
    const current = this.#current;
    if (!current || !this.alive) return;
    this.#send({ type: 'abort' });
    setTimeout(() => {
      if (this.#current === current) this.#kill(reason);
    }, GRACE_MS).unref();
  }

  #kill(reason: unknown): void {
    this.alive = false;
    this.#reason ??= reason;
    killGroup(this.#child);
  }

  async #bury(how: string): Promise<void> {
    this.alive = false;
    killGroup(this.#child);
    await this.#answers.end();
    this.#current?.reject(this.#reason ?? named('Runtime.ExitError', `The worker ${how}. ${this.#stderr}`));
  }

  #receive(message: ToHost): void {
    if (message.type === 'call') void this.#answers.answer(this.#current, message);
    else if (message.type === 'cancel') this.#answers.cancel(message.call);
    else if (message.type === 'done') {
      if (message.error) this.#current?.reject(fromWire(message.error));
      else this.#current?.resolve(message.value);
    }
  }

  #send(message: ToWorker): void {
    // A worker that is gone answers through its exit event.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }
}

/** A task says whose it is; what comes from outside is verified before, and everything on this machine is its one tenant's. */
function tenantOf(name: FunctionName, payload: unknown): unknown {
  if (manifest[name].trigger.kind !== 'task') return LOCAL_TENANT;
  return ((payload ?? {}) as { tenant?: unknown }).tenant;
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message.trim()), { name });
}
