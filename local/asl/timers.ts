import type { Clock } from '#shared/ports/clock.ts';

interface Timer {
  /** Monotonic ms. */
  due: number;
  work: (() => void) | undefined;
}

/** Longest single sleep: a timer of Node beyond 2^31 − 1 ms fires at once. */
const LONGEST_SLEEP_MS = 2 ** 31 - 1;

/** Any number of timers on one sleep of the clock. Delays may be of any length. */
export class Timers {
  readonly #clock: Clock;
  /** A binary heap; the first is due first. */
  readonly #heap: Timer[] = [];
  #sleeping: { until: number; abort: AbortController } | undefined;
  #closed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Runs `work` after `ms`; gives what cancels it. */
  after(ms: number, work: () => void): () => void {
    const timer: Timer = { due: this.#clock.monotonic() + Math.max(0, ms), work };
    push(this.#heap, timer);
    this.#sleep();
    return () => {
      timer.work = undefined;
    };
  }

  /** Runs `work` at the wall-clock moment `at` (epoch ms), at once when it has passed. */
  at(at: number, work: () => void): () => void {
    return this.after(at - this.#clock.now(), work);
  }

  close(): void {
    this.#closed = true;
    this.#heap.length = 0;
    this.#sleeping?.abort.abort();
  }

  #sleep(): void {
    const first = this.#first();
    if (this.#closed || first === undefined) return;
    if (this.#sleeping !== undefined) {
      if (this.#sleeping.until <= first.due) return;
      this.#sleeping.abort.abort();
    }
    const ms = Math.min(LONGEST_SLEEP_MS, Math.max(0, Math.ceil(first.due - this.#clock.monotonic())));
    const sleeping = { until: first.due, abort: new AbortController() };
    this.#sleeping = sleeping;
    const awake = () => {
      if (this.#sleeping !== sleeping) return;
      this.#sleeping = undefined;
      if (sleeping.abort.signal.aborted) return;
      this.#fire();
      this.#sleep();
    };
    this.#clock.sleep(ms, sleeping.abort.signal).then(awake, awake);
  }

  #fire(): void {
    const now = this.#clock.monotonic();
    for (let first = this.#first(); first !== undefined && first.due <= now; first = this.#first()) {
      pop(this.#heap);
      first.work?.();
    }
  }

  /** The first timer that was not cancelled. */
  #first(): Timer | undefined {
    while (this.#heap[0] !== undefined && this.#heap[0].work === undefined) pop(this.#heap);
    return this.#heap[0];
  }
}

function push(heap: Timer[], timer: Timer): void {
  let at = heap.push(timer) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || parent.due <= timer.due) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = timer;
}

function pop(heap: Timer[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    const right = heap[below + 1];
    const left = heap[below];
    if (left === undefined) break;
    if (right !== undefined && right.due < left.due) below++;
    const smaller = heap[below];
    if (smaller === undefined || smaller.due >= last.due) break;
    heap[at] = smaller;
    at = below;
  }
  heap[at] = last;
}
