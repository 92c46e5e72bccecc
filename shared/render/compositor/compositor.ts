import { type Background, drawBackground, loadBackground } from '#shared/render/compositor/background.ts';
import { type Arena, createArena } from '#shared/render/compositor/kernels.ts';
import { drawOverlay, loadOverlay, type Overlay } from '#shared/render/compositor/overlay.ts';
import type { Planes } from '#shared/render/compositor/planes.ts';
import { type Pose, samePose } from '#shared/render/compositor/pose.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';

/** The pictures of one scene: the background, which covers the frame, and overlays at even places of it. */
export interface ScenePictures {
  background: Planes;
  /** Size of the background at scale 1, in the frame's pixels; that of the frame where it is not given. */
  extent?: FrameSize;
  overlays: readonly { planes: Planes; x: number; y: number }[];
}

/** Makes the frames of a segment. */
export interface Compositor {
  /**
   * The frame in which the first scene stands in the first pose and, during a cross-fade, the second scene covers it with
   * `weight`/256. The bytes are yuv420p; they stay until the second call after this one, and a frame that looks like the
   * one before is the same memory, not drawn again.
   */
  frame(poses: readonly [Pose] | readonly [Pose, Pose], weight?: number): Uint8Array;
}

interface Scene {
  background: Background;
  overlays: Overlay[];
}

/**
 * Loads the pictures of one scene, or of the two of a cross-fade, for frames of `size`. All memory is taken here and none
 * for a frame. Throws `RangeError` for sizes that are odd or under 32 pixels.
 */
export function createCompositor(
  { width, height }: FrameSize,
  pictures: readonly ScenePictures[],
  arena: Arena = createArena(),
): Compositor {
  if (width % 2 || height % 2 || width < 32 || height < 32) {
    throw new RangeError(`Frames of ${width} × ${height} cannot be made.`);
  }
  const size = { width, height };
  const scenes: Scene[] = pictures.map(({ background, extent, overlays }) => ({
    background: loadBackground(arena, background, size, extent),
    overlays: overlays.map((overlay) => loadOverlay(arena, overlay)),
  }));
  const bytes = (width * height * 3) / 2;
  const pointers = [arena.take(bytes), arena.take(bytes)] as const;
  const faded = scenes.length > 1 ? ([arena.take(bytes), arena.take(bytes)] as const) : undefined;
  const outputs = pointers.map((pointer) => arena.view(pointer, bytes));

  const draw = (index: number, pose: Pose, target: number) => {
    const scene = scenes[index];
    if (!scene) throw new RangeError(`There is no scene ${index}.`);
    drawBackground(arena, scene.background, pose, target, size);
    scene.overlays.forEach((overlay, i) => {
      const { opacity, shift } = pose.overlays[i] ?? { opacity: 256, shift: 0 };
      if (opacity > 0) drawOverlay(arena, overlay, { opacity, shift }, target, size);
    });
  };

  let slot = 0;
  let last: Pose | undefined;
  return {
    frame([pose, incoming], weight = 0) {
      if (incoming && faded) {
        draw(0, pose, faded[0]);
        draw(1, incoming, faded[1]);
        slot = 1 - slot;
        arena.kernels.mixFrames(faded[0], faded[1], pointers[slot as 0 | 1], bytes, weight);
        last = undefined;
      } else if (!last || !samePose(last, pose)) {
        slot = 1 - slot;
        draw(0, pose, pointers[slot as 0 | 1]);
        last = pose;
      }
      return outputs[slot] as Uint8Array;
    },
  };
}
