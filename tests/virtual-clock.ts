import { AppError } from '#shared/errors.ts';
import type { Clock } from '#shared/ports/clock.ts';

interface Sleeper {
  at: number;
  wake: () => void;
}

/** A clock that stands still until it is told to move. */
export interface VirtualClock extends Clock {
  /** Moves both clocks on by `ms`, waking sleepers in order and letting what they start run, timers of theirs included. */
  advance(ms: number): Promise<void>;
  /** Moves the wall clock alone, forwards or back, as an administrator or a time server does. */
  jumpWall(ms: number): void;
  /** How many are asleep. */
  sleepers(): number;
}

/** Makes a clock that shows `now` (epoch ms; 2026-01-01 unless told). */
export function createVirtualClock(now = 1_767_225_600_000): VirtualClock {
  let wall = now;
  let monotonic = 0;
  let asleep: Sleeper[] = [];
  return {
    now: () => wall,
    monotonic: () => monotonic,
    sleepers: () => asleep.length,
    jumpWall: (ms) => {
      wall += ms;
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const cancel = () => {
          asleep = asleep.filter((other) => other !== sleeper);
          reject(new AppError('CANCELLED', 'Waiting was cancelled.', { cause: signal?.reason }));
        };
        const wake = () => {
          signal?.removeEventListener('abort', cancel);
          resolve();
        };
        const sleeper: Sleeper = { at: monotonic + ms, wake };
        if (signal?.aborted) return cancel();
        if (ms <= 0) return resolve();
        signal?.addEventListener('abort', cancel, { once: true });
        asleep.push(sleeper);
      }),
    advance: async (ms) => {
      const end = monotonic + ms;
      await settle();
      for (;;) {
        const next = asleep.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        wall += next.at - monotonic;
        monotonic = next.at;
        asleep = asleep.filter((other) => other !== next);
        next.wake();
        await settle();
      }
      wall += end - monotonic;
      monotonic = end;
      await settle();
    },
  };
}

/** Lets everything run that is ready now: microtasks, and immediates such as a group commit. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
