import type { Entrance } from '#shared/domain/timeline.ts';

/** Everything stands still by then, so that the shortest scene (2 s) still shows it whole. */
export const ALL_IN_MS = 1200;

const RISE_MS = 420;
const FADE_MS = 380;
/** How long a line takes to be drawn. */
export const WIPE_MS = 640;
/** Time between two things that come in one after the other, when there is room. */
export const STEP_MS = 130;

function inTurn(
  kind: Entrance['kind'],
  durationMs: number,
  index: number,
  count: number,
  delayMs: number,
): Entrance {
  const step = Math.min(STEP_MS, (ALL_IN_MS - durationMs - delayMs) / Math.max(1, count - 1));
  return { kind, delayMs: Math.round(delayMs + index * step), durationMs };
}

/** Entrance of the `index`-th of `count` things that rise into place one by one, the first after `delayMs`. */
export function rise(index = 0, count = 1, delayMs = 60): Entrance {
  return inTurn('rise', RISE_MS, index, count, delayMs);
}

/** Entrance of the `index`-th of `count` things that fade in one by one, the first after `delayMs`. */
export function fade(index = 0, count = 1, delayMs = 0): Entrance {
  return inTurn('fade', FADE_MS, index, count, delayMs);
}

/** Ways to uncover something: towards the side that is named. */
type Wipe = Extract<Entrance['kind'], `wipe-${string}`>;

/** Entrance of the `index`-th of `count` things that are drawn one by one as by a hand: lines, bars, markers. */
export function draw(kind: Wipe, index = 0, count = 1, delayMs = 160): Entrance {
  return { ...inTurn(kind, WIPE_MS, index, count, delayMs), ease: 'in-out' };
}

/** The wipe along lines of a script: to the right, or to the left where that is how it runs. */
export function along(toLeft: boolean): Wipe {
  return toLeft ? 'wipe-left' : 'wipe-right';
}
