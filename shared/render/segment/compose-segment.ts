import type { SegmentSpec } from '#shared/domain/render-plan.ts';
import type { TransitionKind } from '#shared/domain/timeline.ts';
import { createCompositor, type ScenePicture, type Standing } from '#shared/render/compositor/compositor.ts';
import { borrowArena, returnArena } from '#shared/render/compositor/kernels.ts';
import { AT_REST } from '#shared/render/compositor/pose.ts';
import { LEFT_BY, takeMixer } from '#shared/render/compositor/transition.ts';
import { seenThrough } from '#shared/render/plan/hold-entrances.ts';
import type { PictureLoader } from '#shared/render/segment/load-pictures.ts';
import type { FootageTools } from '#shared/render/segment/read-footage.ts';
import { stageCaptions } from '#shared/render/segment/stage-captions.ts';
import { placeOverlay, stageScene } from '#shared/render/segment/stage-scene.ts';

/** Gives the frames of a segment. */
export interface FrameSource {
  /**
   * Frame `frame` as yuv420p, to be asked for one after the other. The bytes stay until the second call after this one, and a frame
   * that looks like the one before is the same memory.
   */
  frame(frame: number): Promise<Uint8Array>;
  /** Ends what decodes footage and gives the memory of the frames back; call once. */
  close(): Promise<void>;
}

/** Loads the pictures that a segment begins with and makes it ready to give frames. The fonts must have been registered. */
export async function composeSegment(
  spec: SegmentSpec,
  load: PictureLoader,
  footage: FootageTools,
): Promise<FrameSource> {
  const arena = borrowArena();
  const size = { width: spec.width, height: spec.height };
  const stage = { arena, size, frames: spec.frames, load, footage };
  const { scenes, transition } = spec;
  const [first, shown = first] = scenes;
  /** Frames in which the scene before is seen too. */
  const passing = transition ? Math.min(spec.frames, transition.frames - shown.firstFrame) : 0;
  const leaving = transition && (await stageScene(first, 0, { ...stage, frames: passing }));
  const coming = await stageScene(shown, 1, stage);
  const over = spec.over ? (await load.overlays(spec.over, size)).overlays : [];
  const watermark = over.map(({ picture }) => ({ overlay: placeOverlay(arena, picture), pose: AT_REST }));
  const captions = spec.captions && stageCaptions(arena, spec.captions, size, spec.frames);
  const above = (frame: number): Standing[] => [...watermark, ...(captions?.(frame) ?? [])];
  const mixer = transition && takeMixer(arena, transition.kind, size);
  // Views of memory go stale when more is taken: everything is taken by now.
  const compositor = createCompositor(arena, size);
  return {
    async frame(frame) {
      const scene = await coming.at(frame);
      if (!leaving || !mixer || frame >= passing) return compositor.frame(scene, above(frame));
      const { kind, frames } = transition;
      // The way lies between the last frame of the first scene and the first of the second alone: neither is shown twice.
      const progress = (shown.firstFrame + frame + 1) / (frames + 1);
      const gone = cleared(await leaving.at(frame), kind, progress);
      return compositor.frame({ leaving: gone, coming: scene, mixer, progress }, above(frame));
    },
    async close() {
      await leaving?.close();
      await coming.close();
      returnArena(arena);
    },
  };
}

/** The scene that goes; where the other is seen through it its overlays go sooner, for text cannot be read through text. */
function cleared(scene: ScenePicture, kind: TransitionKind, progress: number): ScenePicture {
  if (!seenThrough(kind)) return scene;
  const left = Math.max(0, 1 - progress / LEFT_BY);
  const overlays = scene.overlays.map(({ overlay, pose }) => ({
    overlay,
    pose: { ...pose, opacity: Math.round(pose.opacity * left) },
  }));
  return { ...scene, overlays };
}
