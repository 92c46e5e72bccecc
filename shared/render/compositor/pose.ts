import { FPS, type Layer, type Motion } from '#shared/domain/timeline.ts';

/** How one scene stands at one frame: the part of its background that is seen, and each overlay's entrance. */
export interface Pose {
  /** Magnification of the first layer; x and y, 0 to 1, are the parts of what is not seen that lie left and above. */
  scale: number;
  x: number;
  y: number;
  /** For each further layer: opacity in 1/256 and how far below its place it is, in rows of the frame. */
  overlays: { opacity: number; shift: number }[];
}

/** Part of the frame's height by which a `rise` comes up. */
const RISE = 0.02;
const STILL: Motion = { fromScale: 1, toScale: 1, x: 0.5, y: 0.5 };

/** The pose of a scene at its frame `frame` of `frames`, for a picture `height` rows high. */
export function poseAt(layers: readonly Layer[], frame: number, frames: number, height: number): Pose {
  const { fromScale, toScale, x, y, panTo = { x, y } } = layers[0]?.motion ?? STILL;
  const progress = frames > 1 ? frame / (frames - 1) : 0;
  // Equal ratios in equal times: the eye takes a zoom that adds the same scale each frame for one that slows down.
  const scale = fromScale * (toScale / fromScale) ** progress;
  const overlays = layers.slice(1).map(({ entrance }) => {
    const { kind, delayMs, durationMs } = entrance ?? { kind: 'none', delayMs: 0, durationMs: 0 };
    const elapsed = (frame * 1000) / FPS - delayMs;
    if (elapsed < 0) return { opacity: 0, shift: 0 };
    if (kind === 'none' || elapsed >= durationMs) return { opacity: 256, shift: 0 };
    const eased = 1 - (1 - elapsed / durationMs) ** 3;
    return { opacity: Math.round(eased * 256), shift: kind === 'rise' ? (1 - eased) * RISE * height : 0 };
  });
  const along = (from: number, to: number): number => from + (to - from) * progress;
  return { scale, x: along(x, panTo.x), y: along(y, panTo.y), overlays };
}

/** Whether two poses of the same scene look the same. */
export function samePose(a: Pose, b: Pose): boolean {
  if (a.scale !== b.scale || a.x !== b.x || a.y !== b.y) return false;
  return a.overlays.every(({ opacity, shift }, i) => {
    const other = b.overlays[i];
    return other !== undefined && other.opacity === opacity && other.shift === shift;
  });
}
