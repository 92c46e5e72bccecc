import { AppError } from '#shared/errors.ts';
import type { Clock } from '#shared/ports/clock.ts';

interface Sleeper {
  due: number;
  wake: () => void;
}

/** A clock that stands still until it is told to go on. */
export class VirtualClock implements Clock {
  readonly #start: number;
  #elapsed = 0;
  #sleepers: Sleeper[] = [];

  constructor(start = Date.UTC(2026, 10, 20, 12, 12, 58)) {
    this.#start = start;
  }

  now(): number {
    return this.#start + this.#elapsed;
  }

  monotonic(): number {
    return this.#elapsed;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const sleeper = { due: this.#elapsed + ms, wake: resolve };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(new AppError('CANCELLED', 'The sleep was cancelled.'));
      });
    });
  }

  /** Lets what can happen at this moment happen: a number of turns of the event loop. */
  async idle(turns = 6): Promise<void> {
    for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Goes on by `ms`, waking every sleeper at its moment. */
  async advance(ms: number): Promise<void> {
    const end = this.#elapsed + ms;
    await this.idle();
    for (let first = this.#first(); first !== undefined && first.due <= end; first = this.#first()) {
      this.#elapsed = Math.max(this.#elapsed, first.due);
      this.#sleepers = this.#sleepers.filter((other) => other !== first);
      first.wake();
      await this.idle();
    }
    this.#elapsed = end;
  }

  /** Goes on, from sleeper to sleeper, until the promise is settled; throws when nothing can settle it any more. */
  async until<T>(promise: Promise<T>, limitMs = 100 * 365 * 86_400_000): Promise<T> {
    let settled = false;
    const done = () => {
      settled = true;
    };
    promise.then(done, done);
    const end = this.#elapsed + limitMs;
    for (let stuck = 0; !settled; ) {
      await this.idle();
      const first = this.#first();
      if (settled) break;
      if (first === undefined || first.due > end) {
        if (++stuck > 50) throw new Error('nothing will settle this promise');
        continue;
      }
      stuck = 0;
      await this.advance(first.due - this.#elapsed);
    }
    return promise;
  }

  #first(): Sleeper | undefined {
    return this.#sleepers.reduce<Sleeper | undefined>(
      (first, other) => (first === undefined || other.due < first.due ? other : first),
      undefined,
    );
  }
}
