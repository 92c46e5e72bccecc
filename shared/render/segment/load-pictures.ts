import type { TenantId } from '#shared/domain/identity.ts';
import type { Layer } from '#shared/domain/timeline.ts';
import type { AssetReader } from '#shared/ports/assets.ts';
import { type Arena, createArena } from '#shared/render/compositor/kernels.ts';
import type { PlacedPlanes } from '#shared/render/compositor/overlay.ts';
import type { Planes } from '#shared/render/compositor/planes.ts';
import { createByteCache } from '#shared/render/segment/byte-cache.ts';
import { decodeBackground, decodeOverlay } from '#shared/render/segment/decode-layer.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';
import { imageWithin } from '#shared/scenes/image-pack.ts';

/** An overlay that is at least in part inside the frame, with its first picture. */
export interface LoadedOverlay {
  layer: Layer;
  picture: PlacedPlanes;
}

/** The first pictures of a scene's layers. */
export interface LoadedLayers {
  background: Planes | undefined;
  overlays: LoadedOverlay[];
}

/** Gives decoded pictures of one tenant's layers. All throw `MEDIA_INVALID` for a layer that is no picture. */
export interface PictureLoader {
  /** Of a scene: a background, and what lies over it. */
  scene(layers: readonly Layer[], frame: FrameSize): Promise<LoadedLayers>;
  /** Of overlays alone. */
  overlays(layers: readonly Layer[], frame: FrameSize): Promise<LoadedLayers>;
  /** The `index`-th of a layer's `cels`. */
  cel(layer: Layer, index: number, frame: FrameSize): Promise<PlacedPlanes | undefined>;
}

/**
 * About eight scenes at 1080p. A scene is shown by two transitions and what is between them, mostly rendered one after
 * the other: without this each scene would be decoded three times, which is 6 % of the CPU of a film of short scenes.
 */
const CACHE_BYTES = 96 * 1024 * 1024;

const cache = createByteCache<LoadedLayers>(CACHE_BYTES, ({ background, overlays }) =>
  overlays.reduce(
    (sum, { picture }) => sum + picture.planes.samples.byteLength,
    background?.samples.byteLength ?? 0,
  ),
);

let arena: Arena | undefined;
/** Where colours are converted, which takes and gives back its memory at once: all pictures share it. */
export function conversionArena(): Arena {
  arena ??= createArena();
  return arena;
}

/** Reads from the assets of a tenant; pictures that a scene begins with are kept for the segments after this one. */
export function pictureLoader(assets: Pick<AssetReader, 'get'>, tenant: TenantId): PictureLoader {
  const read = pictureReader(assets, tenant);
  const decodeOverlays = async (layers: readonly Layer[], frame: FrameSize): Promise<LoadedOverlay[]> => {
    const seen: LoadedOverlay[] = [];
    for (const layer of layers) {
      const picture = await decodeOverlay(conversionArena(), await read(layer), layer, frame);
      if (picture) seen.push({ layer, picture });
    }
    return seen;
  };
  const kept = (layers: readonly Layer[], frame: FrameSize, load: () => Promise<LoadedLayers>) =>
    cache.get(JSON.stringify([tenant, frame.width, frame.height, layers]), load);
  return {
    async scene(layers, frame) {
      const [first, ...rest] = layers as [Layer, ...Layer[]];
      return await kept(layers, frame, async () => ({
        background: await decodeBackground(conversionArena(), await read(first), first),
        overlays: await decodeOverlays(rest, frame),
      }));
    },
    async overlays(layers, frame) {
      return await kept([...layers], frame, async () => ({
        background: undefined,
        overlays: await decodeOverlays(layers, frame),
      }));
    },
    async cel(layer, index, frame) {
      const bytes = await read({ image: layer.image, ...layer.cels?.[index] });
      return await decodeOverlay(conversionArena(), bytes, layer, frame);
    },
  };
}

/** Reads pictures of layers; an asset that holds several of them is read once. */
function pictureReader(assets: Pick<AssetReader, 'get'>, tenant: TenantId) {
  const read = new Map<string, Promise<Uint8Array>>();
  return async (layer: Pick<Layer, 'image' | 'within'>): Promise<Uint8Array> => {
    const { hash } = layer.image;
    const asset = read.get(hash) ?? assets.get(tenant, layer.image);
    read.set(hash, asset);
    return imageWithin(await asset, layer);
  };
}
