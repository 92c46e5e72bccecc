import type { AssetRef } from '#shared/domain/asset.ts';
import type { Layer } from '#shared/domain/timeline.ts';
import { sha256 } from '#shared/engine/step-key.ts';

/**
 * The pictures of one scene, one behind the other: every asset costs a request to keep it and one whenever it is shown, and
 * pictures of a scene are only ever shown together.
 */
export class ImagePack {
  readonly #starts = new Map<string, number>();
  readonly #images: Uint8Array[] = [];
  #length = 0;

  /** Puts a picture behind the others, once, and gives a reference that only {@link place} understands. */
  add({ bytes, mediaType }: { bytes: Uint8Array; mediaType: string }): AssetRef {
    const hash = sha256(bytes);
    if (!this.#starts.has(hash)) {
      this.#starts.set(hash, this.#length);
      this.#images.push(bytes);
      this.#length += bytes.byteLength;
    }
    return { hash, mediaType, bytes: bytes.byteLength };
  }

  /** All pictures. */
  bytes(): Uint8Array {
    return Buffer.concat(this.#images);
  }

  /** The layer as it is read from the asset that holds {@link bytes}. Throws a `RangeError` for a picture that is not in it. */
  place(layer: Layer, pack: AssetRef): Layer {
    const start = this.#starts.get(layer.image.hash);
    if (start === undefined) throw new RangeError('The picture of a layer was not put into the pack.');
    const { within = { start: 0, bytes: layer.image.bytes }, cels } = layer;
    const moved = (place: NonNullable<Layer['within']>) => ({ ...place, start: start + place.start });
    return {
      ...layer,
      image: pack,
      within: moved(within),
      ...(cels ? { cels: cels.map((cel) => ({ ...cel, within: moved(cel.within) })) } : {}),
    };
  }
}

/** The picture of a layer out of the bytes of its asset. */
export function imageWithin(asset: Uint8Array, { within }: Pick<Layer, 'within'>): Uint8Array {
  return within ? asset.subarray(within.start, within.start + within.bytes) : asset;
}
