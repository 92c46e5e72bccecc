import type { SegmentScene } from '#shared/domain/render-plan.ts';
import type { Layer } from '#shared/domain/timeline.ts';
import type { ScenePictures } from '#shared/render/compositor/compositor.ts';
import type { Arena } from '#shared/render/compositor/kernels.ts';
import { decodeBackground, decodeOverlay } from '#shared/render/segment/decode-layer.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';

/** The pictures of a scene, decoded one after the other to keep memory low, and the layers that can be seen at all. */
export async function loadPictures(
  arena: Arena,
  { layers }: SegmentScene,
  frame: FrameSize,
  read: (layer: Layer) => Promise<Uint8Array>,
): Promise<{ pictures: ScenePictures; layers: Layer[] }> {
  const [first, ...rest] = layers as [Layer, ...Layer[]];
  const background = await decodeBackground(arena, await read(first), frame);
  const seen: Layer[] = [first];
  const overlays: ScenePictures['overlays'][number][] = [];
  for (const layer of rest) {
    const overlay = await decodeOverlay(arena, await read(layer), layer, frame);
    if (!overlay) continue;
    overlays.push(overlay);
    seen.push(layer);
  }
  return { pictures: { background, overlays }, layers: seen };
}
