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
  #closed = false;

  /** `size` is the number of processes; `ports` are the host's, of which a worker's calls get what its function is granted. */
  constructor(options: { size: number; ports: Ports; settings: WorkerSettings }) {
    this.#size = options.size;
    this.#ports = options.ports;
    this.#settings = options.settings;
  }

  /** Starts a worker ahead of the first invocation, so that its start-up time is not waited for. */
  warmUp(): void {
    if (this.#all.size === 0) this.#idle.push(this.#start());
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
    while (this.#waiting.length > 0 && (this.#idle.length > 0 || this.#all.size < this.#size)) {
      const job = this.#waiting.shift();
      if (!job) return;
      if (job.signal.aborted) {
        job.reject(job.signal.reason);
        continue;
      }
      void this.#run(this.#idle.pop() ?? this.#start(), job);
    }
  }

  async #run(worker: PoolWorker, job: Job): Promise<void> {
    try {
      job.resolve(
        await worker.invoke(job.name, job.payload, manifest[job.name].timeoutSeconds * 1000, job.signal),
      );
    } catch (error) {
      job.reject(error);
    }
    if (worker.alive && !this.#closed) this.#idle.push(worker);
    this.#dispatch();
  }

  #start(): PoolWorker {
    const worker = new PoolWorker(this.#settings, this.#ports, () => {
      this.#all.delete(worker);
      const at = this.#idle.indexOf(worker);
      if (at >= 0) this.#idle.splice(at, 1);
      this.#dispatch();
    });
    this.#all.add(worker);
    return worker;
  }
}
