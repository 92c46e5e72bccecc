import type { SegmentScene } from '#shared/domain/render-plan.ts';
import type { Layer } from '#shared/domain/timeline.ts';
import { type Background, loadBackground, replaceBackground } from '#shared/render/compositor/background.ts';
import type { ScenePicture } from '#shared/render/compositor/compositor.ts';
import type { Arena } from '#shared/render/compositor/kernels.ts';
import {
  type Overlay,
  overlayBytes,
  type PlacedPlanes,
  showFootage,
  showPlanes,
  takeFootageRoom,
  takeOverlay,
} from '#shared/render/compositor/overlay.ts';
import { celAt, poseAt } from '#shared/render/compositor/pose.ts';
import type { LoadedOverlay, PictureLoader } from '#shared/render/segment/load-pictures.ts';
import { type Footage, type FootageTools, openFootage } from '#shared/render/segment/read-footage.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';

/** A scene of a segment, its first pictures loaded. */
export interface StagedScene {
  /** Frame `frame` of the segment; to be asked for one after the other. */
  at(frame: number): Promise<ScenePicture>;
  close(): Promise<void>;
}

/** What a segment is staged with. */
export interface Stage {
  arena: Arena;
  size: FrameSize;
  /** Frames of the segment. */
  frames: number;
  load: PictureLoader;
  footage: FootageTools;
}

/** Brings what a layer shows up to date with a frame of the scene. */
type Update = (frame: number) => Promise<void>;

/** Loads the pictures of the `index`-th scene of a segment and opens its footage, if it has any. */
export async function stageScene(scene: SegmentScene, index: number, stage: Stage): Promise<StagedScene> {
  const { arena, size, load } = stage;
  const [ground] = scene.layers as [Layer, ...Layer[]];
  const { background: planes, overlays: loaded } = await load.scene(scene.layers, size);
  if (!planes) throw new RangeError('A scene needs a background.');
  const background = loadBackground(arena, planes, size, { width: ground.width, height: ground.height });
  const overlays = loaded.map(({ picture }) => placeOverlay(arena, picture));
  const footages: Footage[] = [];
  const updates: Update[] = [];
  const open = async ({ footage }: Layer, area: FrameSize): Promise<Footage | undefined> => {
    if (!footage) return undefined;
    const file = `footage-${index}-${footages.length}.mp4`;
    const part = { firstFrame: scene.firstFrame, frames: stage.frames, size: area, file };
    const opened = await openFootage(footage, part, stage.footage);
    footages.push(opened);
    return opened;
  };
  const onGround = await open(ground, planes);
  if (onGround) updates.push(groundUpdate(arena, background, onGround));
  for (const [i, one] of loaded.entries()) {
    const overlay = overlays[i] as Overlay;
    const area = footageArea(one.layer);
    const footage = await open(one.layer, area);
    if (footage) updates.push(footageUpdate(arena, overlay, footage, area));
    else if (one.layer.cels) updates.push(celUpdate(stage, overlay, one));
  }
  const layers = [ground, ...loaded.map(({ layer }) => layer)];
  return {
    async at(frame) {
      const own = scene.firstFrame + frame;
      for (const update of updates) await update(own);
      const { overlays: poses, ...view } = poseAt(layers, own, scene.frames, size);
      return {
        background,
        view,
        overlays: poses.map((pose, i) => ({ overlay: overlays[i] as Overlay, pose })),
      };
    },
    async close() {
      for (const footage of footages) await footage.close();
    },
  };
}

/** Takes room for an overlay and shows a picture in it. */
export function placeOverlay(arena: Arena, picture: PlacedPlanes): Overlay {
  const overlay = takeOverlay(arena, overlayBytes(picture.planes));
  showPlanes(arena, overlay, picture);
  return overlay;
}

function groundUpdate(arena: Arena, background: Background, footage: Footage): Update {
  let last: Uint8Array | undefined;
  return async () => {
    const frame = await footage.next();
    if (frame) replaceBackground(arena, background, frame);
    last = frame ?? last;
  };
}

/** Where a layer's footage lies: at an even place, and as large as covers the layer. */
function footageArea({ x, y, width, height }: Layer): FrameSize & { x: number; y: number } {
  const [left, top] = [2 * Math.floor(x / 2), 2 * Math.floor(y / 2)];
  const even = (length: number) => 2 * Math.ceil(length / 2);
  return { x: left, y: top, width: even(x + width - left), height: even(y + height - top) };
}

function footageUpdate(
  arena: Arena,
  overlay: Overlay,
  footage: Footage,
  area: FrameSize & { x: number; y: number },
): Update {
  const room = takeFootageRoom(arena, overlay, area);
  return async () => {
    const frame = await footage.next();
    if (frame) showFootage(arena, overlay, room, frame, area);
  };
}

/** Shows a layer's cels when they are due; of those to come the next one is decoded ahead, and no more are held. */
function celUpdate(
  { arena, size, load }: Stage,
  overlay: Overlay,
  { layer, picture }: LoadedOverlay,
): Update {
  let shown = 0;
  let ahead: { index: number; cel: Promise<PlacedPlanes | undefined> } | undefined;
  const decode = (index: number) =>
    index === 0 ? Promise.resolve(picture) : load.cel(layer, index - 1, size);
  return async (frame) => {
    const index = celAt(layer, frame);
    if (index === shown) return;
    const cel = await (ahead?.index === index ? ahead.cel : decode(index));
    if (cel) showPlanes(arena, overlay, cel);
    shown = index;
    ahead = undefined;
    if (index < (layer.cels?.length ?? 0)) {
      ahead = { index: index + 1, cel: decode(index + 1) };
      // It may never be due; if it is, its failure is seen there.
      ahead.cel.catch(() => undefined);
    }
  };
}
