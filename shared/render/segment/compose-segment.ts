import type { SegmentSpec } from '#shared/domain/render-plan.ts';
import { createCompositor } from '#shared/render/compositor/compositor.ts';
import { createArena } from '#shared/render/compositor/kernels.ts';
import { type Pose, poseAt } from '#shared/render/compositor/pose.ts';
import type { LoadedScene, PictureLoader } from '#shared/render/segment/load-pictures.ts';

/** Gives the frames of a segment one by one; the bytes of one stay until the second call after it. */
export type FrameSource = (frame: number) => Uint8Array;

/** Loads all pictures of a segment and makes it ready to give frames. */
export async function composeSegment(spec: SegmentSpec, load: PictureLoader): Promise<FrameSource> {
  const arena = createArena();
  const size = { width: spec.width, height: spec.height };
  const loaded: LoadedScene[] = [];
  for (const scene of spec.scenes) loaded.push(await load(arena, scene, size));
  const compositor = createCompositor(
    size,
    loaded.map(({ pictures }) => pictures),
    arena,
  );
  const poseOf = (index: number, frame: number): Pose => {
    const { firstFrame, frames } = spec.scenes[index] as SegmentSpec['scenes'][number];
    return poseAt(loaded[index]?.layers ?? [], firstFrame + frame, frames, spec.height);
  };
  if (spec.scenes.length === 1) return (frame) => compositor.frame([poseOf(0, frame)]);
  return (frame) => {
    const weight = fadeWeight(frame, spec.frames);
    return compositor.frame([leaving(poseOf(0, frame), weight), poseOf(1, frame)], weight);
  };
}

/**
 * Share of the second scene in frame `frame` of a cross-fade, in 1/256. The fade lies between the last frame of the first
 * scene and the first of the second alone, so neither is shown twice.
 */
function fadeWeight(frame: number, frames: number): number {
  return Math.round(((frame + 1) * 256) / (frames + 1));
}

/** Part of a cross-fade after which nothing is left of the overlays of the scene that goes. */
const LEFT_BY = 0.45;

/** The pose of the scene that goes: its overlays fade sooner than the rest, for text cannot be read through text. */
function leaving(pose: Pose, weight: number): Pose {
  const left = Math.max(0, 1 - weight / (256 * LEFT_BY));
  const overlays = pose.overlays.map(({ opacity, shift }) => ({
    opacity: Math.round(opacity * left),
    shift,
  }));
  return { ...pose, overlays };
}
