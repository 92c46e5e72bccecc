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
  return (frame) => {
    const poses = spec.scenes.map(({ firstFrame, frames }, i) =>
      poseAt(loaded[i]?.layers ?? [], firstFrame + frame, frames, spec.height),
    );
    return compositor.frame(poses as [Pose] | [Pose, Pose], fadeWeight(frame, spec.frames));
  };
}

/**
 * Share of the second scene in frame `frame` of a cross-fade, in 1/256. The fade lies between the last frame of the first
 * scene and the first of the second alone, so neither is shown twice.
 */
function fadeWeight(frame: number, frames: number): number {
  return Math.round(((frame + 1) * 256) / (frames + 1));
}
