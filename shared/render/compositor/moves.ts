import { type Entrance, type Exit, FPS, type Layer } from '#shared/domain/timeline.ts';
import { type Ease, eased } from '#shared/render/compositor/eases.ts';
import { AT_REST, type OverlayPose, type Seen } from '#shared/render/compositor/pose.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';

type Move = Entrance['kind'];

/** Part of the frame's height by which a `rise` comes up and a `drop` down. */
const RISE = 0.02;
/** Part of the frame's longer side by which what slides is beside its place. */
const SLIDE = 0.035;
/** How much smaller than in its place a `pop` begins. */
const POP = 0.1;

const GONE: OverlayPose = { opacity: 0, dx: 0, dy: 0, scale: 1 };

/** How an overlay stands at frame `frame` of its scene of `frames`: coming, in its place, going or gone. */
export function movesAt(
  { entrance, exit }: Layer,
  frame: number,
  frames: number,
  size: FrameSize,
): OverlayPose {
  const at = (frame * 1000) / FPS;
  const coming = entrance ? enteringAt(entrance, at, size) : AT_REST;
  const going = exit ? leavingAt(exit, at, (frames * 1000) / FPS, size) : AT_REST;
  if (coming.opacity === 0 || going.opacity === 0) return GONE;
  const seen = going.seen ?? coming.seen;
  return {
    opacity: Math.round((coming.opacity * going.opacity) / 256),
    dx: coming.dx + going.dx,
    dy: coming.dy + going.dy,
    scale: coming.scale * going.scale,
    ...(seen ? { seen } : {}),
  };
}

function enteringAt(
  { kind, delayMs, durationMs, ease = 'out' }: Entrance,
  at: number,
  size: FrameSize,
): OverlayPose {
  const elapsed = at - delayMs;
  if (elapsed < 0) return GONE;
  if (kind === 'none' || elapsed >= durationMs) return AT_REST;
  return outOfPlace(kind, elapsed / durationMs, ease, size, 1);
}

function leavingAt(
  { kind, durationMs, endMs }: Exit,
  at: number,
  sceneMs: number,
  size: FrameSize,
): OverlayPose {
  const left = (endMs ?? sceneMs) - at;
  if (left <= 0) return GONE;
  if (kind === 'none' || left >= durationMs) return AT_REST;
  // A move out is a move in, seen backwards: it sets out slowly.
  return outOfPlace(kind, left / durationMs, 'out', size, -1);
}

/**
 * An overlay on its way: after the part `t` of a move in (`side` 1), or with `t` of a move out to go (`side` −1). A move goes
 * on in its direction: what rises in comes from below, what rises out leaves upwards.
 */
function outOfPlace(kind: Move, t: number, ease: Ease, size: FrameSize, side: 1 | -1): OverlayPose {
  const done = eased(t, ease);
  const away = (1 - done) * side;
  const shown = Math.min(1, done);
  // What is not uncovered fades; `overshoot` would make it flicker.
  const opacity = Math.round(eased(t, ease === 'in-out' ? ease : 'out') * 256);
  const slide = SLIDE * Math.max(size.width, size.height);
  switch (kind) {
    case 'rise':
      return { opacity, dx: 0, dy: away * RISE * size.height, scale: 1 };
    case 'drop':
      return { opacity, dx: 0, dy: -away * RISE * size.height, scale: 1 };
    case 'slide-left':
      return { opacity, dx: away * slide, dy: 0, scale: 1 };
    case 'slide-right':
      return { opacity, dx: -away * slide, dy: 0, scale: 1 };
    case 'pop':
      return { opacity, dx: 0, dy: 0, scale: 1 - (1 - done) * POP };
    case 'wipe-left':
    case 'wipe-right':
    case 'wipe-up':
    case 'wipe-down':
      return { ...AT_REST, seen: uncovered(kind, shown, side) };
    default:
      return { opacity, dx: 0, dy: 0, scale: 1 };
  }
}

/** What a wipe shows; its edge runs in the direction of its name, uncovering on the way in and covering on the way out. */
function uncovered(kind: Extract<Move, `wipe-${string}`>, shown: number, side: 1 | -1): Seen {
  const axis = kind === 'wipe-left' || kind === 'wipe-right' ? 'x' : 'y';
  const forward = kind === 'wipe-right' || kind === 'wipe-down';
  return forward === (side === 1) ? { axis, from: 0, to: shown } : { axis, from: 1 - shown, to: 1 };
}
