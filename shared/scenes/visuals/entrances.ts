import type { Entrance } from '#shared/domain/timeline.ts';

/** Everything stands still by then, so that the shortest scene (2 s) still shows it whole. */
const ALL_IN_MS = 1200;

const RISE_MS = 420;
const FADE_MS = 380;
/** Time between two things that come in one after the other, when there is room. */
const STEP_MS = 130;

/** Entrance of the `index`-th of `count` things that rise into place one by one, the first after `delayMs`. */
export function rise(index = 0, count = 1, delayMs = 60): Entrance {
  const step = Math.min(STEP_MS, (ALL_IN_MS - RISE_MS - delayMs) / Math.max(1, count - 1));
  return { kind: 'rise', delayMs: Math.round(delayMs + index * step), durationMs: RISE_MS };
}

/** Entrance of the `index`-th of `count` things that fade in one by one, the first after `delayMs`. */
export function fade(index = 0, count = 1, delayMs = 0): Entrance {
  const step = Math.min(STEP_MS, (ALL_IN_MS - FADE_MS - delayMs) / Math.max(1, count - 1));
  return { kind: 'fade', delayMs: Math.round(delayMs + index * step), durationMs: FADE_MS };
}
