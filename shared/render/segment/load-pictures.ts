import type { TenantId } from '#shared/domain/identity.ts';
import type { SegmentScene } from '#shared/domain/render-plan.ts';
import type { Layer } from '#shared/domain/timeline.ts';
import type { AssetReader } from '#shared/ports/assets.ts';
import type { ScenePictures } from '#shared/render/compositor/compositor.ts';
import type { Arena } from '#shared/render/compositor/kernels.ts';
import { createByteCache } from '#shared/render/segment/byte-cache.ts';
import { decodeBackground, decodeOverlay } from '#shared/render/segment/decode-layer.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';
import { imageWithin } from '#shared/scenes/image-pack.ts';

/** The pictures of a scene, and the layers that can be seen at all, in the same order. */
export interface LoadedScene {
  pictures: ScenePictures;
  layers: Layer[];
}

/**
 * About eight scenes at 1080p. A scene is shown by two cross-fades and what is between them, mostly rendered one after
 * the other: without this each scene would be decoded three times, which is 6 % of the CPU of a film of short scenes.
 */
const CACHE_BYTES = 96 * 1024 * 1024;

const cache = createByteCache<LoadedScene>(CACHE_BYTES, ({ pictures: { background, overlays } }) =>
  overlays.reduce((sum, { planes }) => sum + planes.samples.byteLength, background.samples.byteLength),
);

/** Gives the decoded pictures of a tenant's scenes. Throws `MEDIA_INVALID` for a layer that is no picture. */
export function pictureLoader(assets: Pick<AssetReader, 'get'>, tenant: TenantId) {
  return async (arena: Arena, { layers }: SegmentScene, frame: FrameSize): Promise<LoadedScene> => {
    const key = JSON.stringify([tenant, frame.width, frame.height, layers]);
    return await cache.get(key, () => decodeLayers(arena, layers, frame, pictureReader(assets, tenant)));
  };
}

/** Reads pictures of layers; an asset that holds several of them is read once. */
function pictureReader(assets: Pick<AssetReader, 'get'>, tenant: TenantId) {
  const read = new Map<string, Promise<Uint8Array>>();
  return async (layer: Layer): Promise<Uint8Array> => {
    const { hash } = layer.image;
    const asset = read.get(hash) ?? assets.get(tenant, layer.image);
    read.set(hash, asset);
    return imageWithin(await asset, layer);
  };
}

/** Loads the pictures of one scene of a segment. */
export type PictureLoader = ReturnType<typeof pictureLoader>;

async function decodeLayers(
  arena: Arena,
  layers: readonly Layer[],
  frame: FrameSize,
  read: (layer: Layer) => Promise<Uint8Array>,
): Promise<LoadedScene> {
  const [first, ...rest] = layers as [Layer, ...Layer[]];
  const extent = { width: first.width, height: first.height };
  const background = await decodeBackground(arena, await read(first), extent);
  const seen: Layer[] = [first];
  const overlays: ScenePictures['overlays'][number][] = [];
  for (const layer of rest) {
    const overlay = await decodeOverlay(arena, await read(layer), layer, frame);
    if (!overlay) continue;
    overlays.push(overlay);
    seen.push(layer);
  }
  return { pictures: { background, extent, overlays }, layers: seen };
}
