import type { TransitionKind } from '#shared/domain/timeline.ts';
import type { Arena } from '#shared/render/compositor/kernels.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';

/** Makes one picture of two: a function of the scenes' pictures, where it is to be, and how much of the way is done, 0 to 1. */
export type Mixer = (leaving: number, coming: number, target: number, progress: number) => void;

/** Kinds in which the coming scene arrives at each place at a time of its own: number of the kernel's pattern, and edge. */
const PATTERNS = {
  'wipe-right': { pattern: 0, doublings: 5 },
  'wipe-left': { pattern: 1, doublings: 5 },
  'wipe-down': { pattern: 2, doublings: 5 },
  'wipe-up': { pattern: 3, doublings: 5 },
  diagonal: { pattern: 4, doublings: 5 },
  'circle-open': { pattern: 5, doublings: 6 },
  'circle-close': { pattern: 6, doublings: 6 },
  clock: { pattern: 7, doublings: 7 },
  blinds: { pattern: 8, doublings: 5 },
  dissolve: { pattern: 9, doublings: 2 },
} as const;

const DIRECTIONS = {
  'push-left': [-1, 0],
  'push-right': [1, 0],
  'push-up': [0, -1],
  'push-down': [0, 1],
} as const;

/** Part of a transition through which both scenes are seen after which nothing is left of the overlays of the one that goes. */
export const LEFT_BY = 0.45;

/** Arrival times run from 0 to this. */
const LAST = 16_384;
/** How much larger the leaving picture is at the end of a `zoom`, and the coming one at its beginning. */
const ZOOM_OUT = 0.35;
const ZOOM_IN = 0.12;

/** Speeds up and slows down again, for moves that cross the whole picture (`smoothstep` of shading languages). */
function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}

/** Takes from the arena what the transition needs for frames of a size. A `cut` has no frames and is mixed as a `fade`. */
export function takeMixer(arena: Arena, kind: TransitionKind, size: FrameSize): Mixer {
  if (kind in PATTERNS) return byArrival(arena, PATTERNS[kind as keyof typeof PATTERNS], size);
  if (kind in DIRECTIONS) return byPushing(arena, DIRECTIONS[kind as keyof typeof DIRECTIONS], size);
  if (kind === 'zoom') return byZooming(arena, size);
  const bytes = (size.width * size.height * 3) / 2;
  return (leaving, coming, target, progress) =>
    arena.kernels.mixFrames(leaving, coming, target, bytes, Math.round(progress * 256));
}

function byArrival(
  arena: Arena,
  { pattern, doublings }: { pattern: number; doublings: number },
  { width, height }: FrameSize,
): Mixer {
  const { kernels } = arena;
  const [luma, chroma] = [width * height, (width * height) / 4];
  const times = arena.take(chroma * 2);
  kernels.arrivalTimes(pattern, times, width / 2, height / 2);
  const soft = 32_768 >> doublings;
  return (leaving, coming, target, progress) => {
    const now = Math.round(smooth(progress) * (LAST + soft));
    kernels.mixLuma(leaving, coming, target, times, width, height, now, doublings);
    for (const at of [luma, luma + chroma]) {
      kernels.mixChroma(leaving + at, coming + at, target + at, times, chroma, now, doublings);
    }
  };
}

function byPushing(
  { kernels }: Arena,
  [dx, dy]: readonly [number, number],
  { width, height }: FrameSize,
): Mixer {
  return (leaving, coming, target, progress) => {
    const done = smooth(progress);
    // Whole samples of chroma: two pixels.
    const [x, y] = [2 * Math.round((dx * done * width) / 2), 2 * Math.round((dy * done * height) / 2)];
    let offset = 0;
    for (const part of [1, 2, 2]) {
      const [w, h] = [width / part, height / part];
      const copy = (source: number, px: number, py: number) => {
        const [left, top] = [Math.max(0, px), Math.max(0, py)];
        const [columns, rows] = [Math.min(w, w + px) - left, Math.min(h, h + py) - top];
        if (columns <= 0 || rows <= 0) return;
        const from = source + offset + (top - py) * w + left - px;
        kernels.copyBox(from, w, target + offset + top * w + left, w, columns, rows);
      };
      copy(leaving, x / part, y / part);
      copy(coming, x / part - dx * w, y / part - dy * h);
      offset += w * h;
    }
  };
}

/** The leaving picture comes nearer and fades, and the coming one, a little near at first, settles. */
function byZooming(arena: Arena, { width, height }: FrameSize): Mixer {
  const { kernels } = arena;
  const bytes = (width * height * 3) / 2;
  const [near, settling] = [arena.take(bytes), arena.take(bytes)];
  const scratch = arena.take(kernels.zoomScratchBytes(width));
  const enlarge = (source: number, target: number, scale: number) => {
    let offset = 0;
    for (const part of [1, 2, 2]) {
      const [w, h] = [width / part, height / part];
      const step = 1 / scale;
      const x0 = (w - w / scale) / 2 + step / 2 - 0.5;
      const y0 = (h - h / scale) / 2 + step / 2 - 0.5;
      kernels.zoomPlane(source + offset, w, h, target + offset, w, w, h, x0, y0, step, step, scratch);
      offset += w * h;
    }
  };
  return (leaving, coming, target, progress) => {
    enlarge(leaving, near, 1 + ZOOM_OUT * progress ** 2);
    enlarge(coming, settling, 1 + ZOOM_IN * (1 - progress) ** 3);
    kernels.mixFrames(near, settling, target, bytes, Math.round(smooth(progress) * 256));
  };
}
