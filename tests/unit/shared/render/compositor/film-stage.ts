import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { TransitionKind } from '#shared/domain/timeline.ts';
import { loadBackground } from '#shared/render/compositor/background.ts';
import { createCompositor, type ScenePicture } from '#shared/render/compositor/compositor.ts';
import { createArena } from '#shared/render/compositor/kernels.ts';
import {
  overlayBytes,
  type PlacedPlanes,
  showPlanes,
  takeOverlay,
} from '#shared/render/compositor/overlay.ts';
import { type Planes, planesFromRgba } from '#shared/render/compositor/planes.ts';
import type { OverlayPose, Pose, View } from '#shared/render/compositor/pose.ts';
import { takeMixer } from '#shared/render/compositor/transition.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';

/** The size of the frames of these tests. */
export const SIZE = { width: 320, height: 180 };
/** A view of a whole background. */
export const STILL: View = { scale: 1, x: 0.5, y: 0.5 };
/** An overlay in its place. */
export const PLACED: OverlayPose = { opacity: 256, dx: 0, dy: 0, scale: 1 };

/** Planes of a picture that is painted. */
export function drawn(
  width: number,
  height: number,
  hasAlpha: boolean,
  paint: (pen: SKRSContext2D) => void,
): Planes {
  const canvas = createCanvas(width, height);
  paint(canvas.getContext('2d'));
  return planesFromRgba(createArena(), canvas.data(), { width, height, hasAlpha });
}

/** Planes of one colour. */
export function plain(colour: string, { width, height }: FrameSize = { width: 400, height: 226 }): Planes {
  return drawn(width, height, false, (pen) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, width, height);
  });
}

/** What is shown: a background, `extent` large at scale 1, and overlays. */
export interface Shown {
  background: Planes;
  extent?: FrameSize;
  overlays?: readonly PlacedPlanes[];
}

/** Loads scenes and gives their frames; the bytes are those of the compositor, which uses them again. */
export function openStage(scenes: readonly Shown[], size: FrameSize = SIZE, kind: TransitionKind = 'fade') {
  const arena = createArena();
  const loaded = scenes.map(({ background, extent, overlays = [] }) => ({
    background: loadBackground(arena, background, size, extent),
    overlays: overlays.map((placed) => {
      const overlay = takeOverlay(arena, overlayBytes(placed.planes));
      showPlanes(arena, overlay, placed);
      return overlay;
    }),
  }));
  const mixer = takeMixer(arena, kind, size);
  const compositor = createCompositor(arena, size);
  const pictureOf = (index: number, { overlays, ...view }: Pose): ScenePicture => {
    const scene = loaded[index] as (typeof loaded)[number];
    const standing = scene.overlays.flatMap((overlay, i) => {
      const pose = overlays[i];
      return pose ? [{ overlay, pose }] : [];
    });
    return { background: scene.background, view, overlays: standing };
  };
  return {
    frame: (pose: Pose) => compositor.frame(pictureOf(0, pose), []),
    passage: (progress: number, poses: readonly [Pose, Pose] = [bare, bare]) =>
      compositor.frame(
        { leaving: pictureOf(0, poses[0]), coming: pictureOf(1, poses[1]), mixer, progress },
        [],
      ),
  };
}

const bare: Pose = { ...STILL, overlays: [] };

/** Where the light of a frame above black has its centre. */
export function centreOfLight(
  frame: Uint8Array,
  { width, height }: FrameSize = SIZE,
): readonly [number, number] {
  let [sum, sx, sy] = [0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const light = (frame[y * width + x] as number) - 16;
      sum += light;
      sx += light * x;
      sy += light * y;
    }
  }
  return [sx / sum, sy / sum];
}

/** How unevenly a value moves: the root of the mean square of its second differences. */
export function jitter(values: readonly number[]): number {
  const jumps = values.slice(2).map((value, i) => value - 2 * (values[i + 1] ?? 0) + (values[i] ?? 0));
  return Math.sqrt(jumps.reduce((sum, jump) => sum + jump * jump, 0) / jumps.length);
}
