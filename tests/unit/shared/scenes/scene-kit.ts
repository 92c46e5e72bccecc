import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { Layer } from '#shared/domain/timeline.ts';
import { createMediaTools } from '#shared/node/media-tools.ts';
import type { MediaTools } from '#shared/ports/media-tools.ts';
import type { ImageStore } from '#shared/scenes/illustrate.ts';
import { decodePicture } from '#shared/scenes/picture/decode-picture.ts';
import { OPTIONAL_FONT_PACKS } from '#shared/scenes/text/font-packs.ts';
import { registerFonts } from '#shared/scenes/text/fonts.ts';
import { familyOf } from '#shared/scenes/text/glyphs.ts';

/** The media tools of this machine, with every font pack that is installed. */
export const installed = createMediaTools({ cacheFolder: path.join(tmpdir(), 'reelwright-scene-tests') });

/** The same without the packs that a person may add: they are installed where tests run. */
export const tools: MediaTools = {
  ...installed,
  fontFiles: async () => (await installed.fontFiles()).filter((file) => !ADDED.has(familyOf(file))),
};

const ADDED = new Set(OPTIONAL_FONT_PACKS.map(({ family }) => family));

/** Registers our fonts for a test file. */
export async function withFonts(): Promise<void> {
  await registerFonts(tools);
}

/** Images kept in memory, by hash. */
export interface MemoryStore extends ImageStore {
  readonly kept: Map<string, Uint8Array>;
  add(bytes: Uint8Array, mediaType?: string): AssetRef;
}

/** Makes an empty store. */
export function memoryStore(): MemoryStore {
  const kept = new Map<string, Uint8Array>();
  const add = (bytes: Uint8Array, mediaType = 'image/png'): AssetRef => {
    const hash = createHash('sha256').update(bytes).digest('hex');
    kept.set(hash, bytes);
    return { hash, mediaType, bytes: bytes.length };
  };
  return {
    kept,
    add,
    keep: async ({ bytes, mediaType }) => add(bytes, mediaType),
    picture: async (ref) => decodePicture(kept.get(ref.hash) ?? new Uint8Array()),
    // Footage of a test is a picture that stands still.
    still: async (ref) => decodePicture(kept.get(ref.hash) ?? new Uint8Array()),
  };
}

/** The box of what an overlay really draws (alpha above 12 %), in the frame's pixels; undefined when it draws nothing. */
export async function drawnBox(layer: Layer, store: MemoryStore) {
  const image = await loadImage(store.kept.get(layer.image.hash) ?? new Uint8Array());
  const context = createCanvas(layer.width, layer.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, layer.width, layer.height);
  let [left, top, right, bottom] = [layer.width, layer.height, -1, -1];
  for (let at = 3, pixel = 0; at < data.length; at += 4, pixel += 1) {
    if ((data[at] ?? 0) < 32) continue;
    const [x, y] = [pixel % layer.width, Math.floor(pixel / layer.width)];
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x), Math.max(bottom, y)];
  }
  if (right < 0) return undefined;
  return {
    left: layer.x + left,
    top: layer.y + top,
    right: layer.x + right + 1,
    bottom: layer.y + bottom + 1,
  };
}
