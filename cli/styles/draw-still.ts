import { createHash } from 'node:crypto';
import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas';
import type { AssetRef } from '#shared/domain/asset.ts';
import { AppError } from '#shared/errors.ts';
import { type ImageStore, illustrate, type Scenery } from '#shared/scenes/illustrate.ts';
import { decodePicture } from '#shared/scenes/picture/decode-picture.ts';

/** Pictures that are kept in memory for as long as a contact sheet is drawn. */
export interface PictureStore extends ImageStore {
  /** Keeps bytes under their hash. */
  add(bytes: Uint8Array, mediaType: string): AssetRef;
  /** Bytes that were kept. Throws `ASSET_NOT_FOUND`. */
  bytes(ref: AssetRef): Uint8Array;
}

/** Makes an empty store. */
export function pictureStore(): PictureStore {
  const kept = new Map<string, Uint8Array>();
  const add = (bytes: Uint8Array, mediaType: string): AssetRef => {
    const hash = createHash('sha256').update(bytes).digest('hex');
    kept.set(hash, bytes);
    return { hash, mediaType, bytes: bytes.byteLength };
  };
  const find = ({ hash }: AssetRef): Uint8Array => {
    const bytes = kept.get(hash);
    if (bytes) return bytes;
    throw new AppError('ASSET_NOT_FOUND', 'A picture of the sheet was not kept.');
  };
  return {
    add,
    bytes: find,
    keep: async ({ bytes, mediaType }) => add(bytes, mediaType),
    picture: async (ref) => await decodePicture(find(ref)),
    still: async () => {
      throw new AppError('ASSET_NOT_FOUND', 'A contact sheet has no footage.');
    },
  };
}

/** Draws a scene as it stands when everything has come in, at the size of its frame. */
export async function drawStill(scenery: Scenery, store: PictureStore): Promise<Canvas> {
  const { width, height } = scenery.frame;
  const { layers } = await illustrate(scenery, store);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  for (const layer of layers) {
    const whole = store.bytes(layer.image);
    const within = layer.cels?.at(-1)?.within ?? layer.within;
    const bytes = within ? whole.subarray(within.start, within.start + within.bytes) : whole;
    const image = await loadImage(bytes);
    const { x = 0.5, y = 0.5 } = layer.motion?.panTo ?? layer.motion ?? {};
    const [left, top] = layer.motion
      ? [-(layer.width - width) * x, -(layer.height - height) * y]
      : [layer.x, layer.y];
    context.drawImage(image, left, top, layer.width, layer.height);
  }
  return canvas;
}
