import { type FunctionName, manifest } from '#functions/manifest.ts';
import type { WorkerSettings } from '#local/config.ts';
import { PoolWorker } from '#local/pool/pool-worker.ts';
import { AppError } from '#shared/errors.ts';
import type { Ports } from '#shared/ports/ports.ts';

interface Job {
  name: FunctionName;
  payload: unknown;
  signal: AbortSignal;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/**
 * Runs handlers in child processes, one invocation at a time each, as Lambda does: a crash or a hang of one takes nobody
 * along. Workers start when there is work for them and are used again.
 */
export class WorkerPool {
  readonly #settings: WorkerSettings;
  readonly #size: number;
  readonly #ports: Ports;
  readonly #idle: PoolWorker[] = [];
  readonly #all = new Set<PoolWorker>();
  readonly #waiting: Job[] = [];
  readonly #timeoutMs: (name: FunctionName) => number;
  #closed = false;

  /**
   * `size` is the number of processes; `ports` are the host's, of which a worker's calls get what its function is granted;
   * `timeoutMs` is how long a function may take, that of its row unless told.
   */
  constructor(options: {
    size: number;
    ports: Ports;
    settings: WorkerSettings;
    timeoutMs?: (name: FunctionName) => number;
  }) {
    this.#size = options.size;
    this.#ports = options.ports;
    this.#settings = options.settings;
    this.#timeoutMs = options.timeoutMs ?? ((name) => manifest[name].timeoutSeconds * 1000);
  }

  /** Starts a worker ahead of the first invocation, so that its start-up time is not waited for. */
  warmUp(): void {
    if (this.#all.size > 0) return;
    try {
      this.#idle.push(this.#start());
    } catch {
      // The first invocation will tell.
    }
  }

  /**
   * Calls a function. Rejects with what it threw, `Runtime.ExitError` when its process died, `Sandbox.Timedout` when it
   * took longer than its row allows: the names under which Lambda reports these.
   */
  invoke(name: FunctionName, payload: unknown, signal: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new AppError('CANCELLED', 'The host is closing.'));
      this.#waiting.push({ name, payload, signal, resolve, reject });
      this.#dispatch();
    });
  }

  /** Ends every worker with all that it started, and rejects what is still waiting. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#waiting.splice(0)) job.reject(new AppError('CANCELLED', 'The host is closing.'));
    await Promise.all([...this.#all].map((worker) => worker.end()));
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      const idle = this.#takeIdle();
      if (!idle && this.#all.size >= this.#size) return;
      const job = this.#waiting.shift();
      if (!job) return;
      if (job.signal.aborted) {
        job.reject(job.signal.reason);
        if (idle) this.#idle.push(idle);
        continue;
      }
      try {
        void this.#run(idle ?? this.#start(), job);
      } catch (error) {
        job.reject(error);
      }
    }
  }

  /** One that waits for work; those that have died while they waited are passed over. */
  #takeIdle(): PoolWorker | undefined {
    for (let worker = this.#idle.pop(); worker; worker = this.#idle.pop()) if (worker.alive) return worker;
    return undefined;
  }

  async #run(worker: PoolWorker, job: Job): Promise<void> {
    try {
      job.resolve(await worker.invoke(job.name, job.payload, this.#timeoutMs(job.name), job.signal));
    } catch (error) {
      job.reject(error);
    }
    if (!worker.alive) await worker.ended;
    else if (!this.#closed) this.#idle.push(worker);
    this.#dispatch();
  }

  #start(): PoolWorker {
    const worker = new PoolWorker(this.#settings, this.#ports);
    this.#all.add(worker);
    void worker.ended.then(() => {
      this.#all.delete(worker);
      this.#dispatch();
    });
    return worker;
  }
}
