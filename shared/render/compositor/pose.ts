import { FPS, type Layer, type Motion } from '#shared/domain/timeline.ts';
import { movesAt } from '#shared/render/compositor/moves.ts';

/** What of a background is seen. */
export interface View {
  /** Magnification; x and y, 0 to 1, are the parts of what is not seen that lie left and above. */
  scale: number;
  x: number;
  y: number;
}

/** The part of an overlay that is seen while it is wiped in or out: of its width (x) or its height (y), 0 to 1. */
export interface Seen {
  axis: 'x' | 'y';
  from: number;
  to: number;
}

/** How an overlay stands at one frame. */
export interface OverlayPose {
  /** In 1/256. */
  opacity: number;
  /** How far right of and below its place it is, in pixels of the frame, and how much larger about its middle. */
  dx: number;
  dy: number;
  scale: number;
  seen?: Seen;
}

/** How one scene stands at one frame: what is seen of its first layer, and how each further layer stands. */
export interface Pose extends View {
  overlays: OverlayPose[];
}

/** An overlay in its place, as long as nothing moves it. */
export const AT_REST: OverlayPose = { opacity: 256, dx: 0, dy: 0, scale: 1 };

const STILL: Motion = { fromScale: 1, toScale: 1, x: 0.5, y: 0.5 };

/** The pose of a scene at its frame `frame` of `frames`, for a frame of a size in pixels. */
export function poseAt(
  layers: readonly Layer[],
  frame: number,
  frames: number,
  size: { width: number; height: number },
): Pose {
  const overlays = layers.slice(1).map((layer) => movesAt(layer, frame, frames, size));
  return { ...viewAt(layers[0]?.motion ?? STILL, frame, frames), overlays };
}

function viewAt({ fromScale, toScale, x, y, panTo = { x, y } }: Motion, frame: number, frames: number): View {
  const progress = frames > 1 ? frame / (frames - 1) : 0;
  // Equal ratios in equal times: the eye takes a zoom that adds the same scale each frame for one that slows down.
  const scale = fromScale * (toScale / fromScale) ** progress;
  const along = (from: number, to: number): number => from + (to - from) * progress;
  return { scale, x: along(x, panTo.x), y: along(y, panTo.y) };
}

/** Which of a layer's pictures a frame shows: 0 is `image`, 1 the first of `cels`. */
export function celAt({ cels = [], entrance }: Layer, frame: number): number {
  const elapsed = (frame * 1000) / FPS - (entrance?.delayMs ?? 0);
  return cels.filter(({ atMs }) => atMs <= elapsed).length;
}

/** Whether two views show the same. */
export function sameView(a: View, b: View): boolean {
  return a.scale === b.scale && a.x === b.x && a.y === b.y;
}

/** Whether an overlay looks the same in two poses. */
export function samePose(a: OverlayPose, b: OverlayPose): boolean {
  const same = a.opacity === b.opacity && a.dx === b.dx && a.dy === b.dy && a.scale === b.scale;
  return same && a.seen?.axis === b.seen?.axis && a.seen?.from === b.seen?.from && a.seen?.to === b.seen?.to;
}

/** Whether an overlay stands in its place, whole. */
export function isAtRest(pose: OverlayPose): boolean {
  return samePose(pose, AT_REST);
}
