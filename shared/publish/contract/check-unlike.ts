import type { DeliveryCheck } from '#shared/domain/delivery-report.ts';
import type { Visual } from '#shared/domain/storyboard.ts';
import { FPS, type TimelineScene } from '#shared/domain/timeline.ts';
import type { FramePixels } from '#shared/publish/contract/measure-contrast.ts';
import type { StandingFrame } from '#shared/publish/contract/standing-frames.ts';
import { captionArea } from '#shared/scenes/frame.ts';

/** What a photograph looks like: whether each point of a small copy is brighter than its neighbour to the left (dHash). */
export interface PictureHash {
  scene: TimelineScene;
  bits: Uint8Array;
}

const COLUMNS = 16;
const ROWS = 16;
/**
 * Part of all bits in which two pictures of the same thing differ at most, zoomed, cropped and encoded otherwise; of different
 * photographs it is near a half.
 */
const SAME = 0.22;
/** Kinds of which the picture is a photograph, or was taken of something. */
const PHOTOGRAPHS: ReadonlySet<Visual['kind']> = new Set(['picture', 'screenshot']);

/**
 * The hash of what a scene shows above the captions, where that is a photograph: by its kind, or, where that is not known, as a scene
 * of nothing but one picture.
 */
export function hashOfPicture(
  frame: FramePixels,
  { scene }: StandingFrame,
  kind: Visual['kind'] | undefined,
): PictureHash | undefined {
  const alone = scene.layers.length === 1 && (scene.lettering ?? []).length === 0;
  if (kind === undefined ? !alone : !PHOTOGRAPHS.has(kind)) return undefined;
  const height = captionArea(frame).y;
  const light = Array.from({ length: ROWS }, (_, row) =>
    Array.from({ length: COLUMNS + 1 }, (_, column) =>
      brightness(frame, {
        left: Math.floor((column * frame.width) / (COLUMNS + 1)),
        right: Math.floor(((column + 1) * frame.width) / (COLUMNS + 1)),
        top: Math.floor((row * height) / ROWS),
        bottom: Math.floor(((row + 1) * height) / ROWS),
      }),
    ),
  );
  const bits = light.flatMap((row) => row.slice(1).map((value, at) => (value > (row[at] ?? 0) ? 1 : 0)));
  return { scene, bits: Uint8Array.from(bits) };
}

/** The mean brightness of a part of a frame, 0 to 255 (BT.601 weights). */
function brightness(
  { data, width }: FramePixels,
  { left, right, top, bottom }: { left: number; right: number; top: number; bottom: number },
): number {
  let sum = 0;
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const at = (y * width + x) * 4;
      sum += 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
    }
  }
  return sum / Math.max(1, (right - left) * (bottom - top));
}

/** Part of their bits in which two hashes differ, 0 to 1. */
export function difference(one: PictureHash, other: PictureHash): number {
  let bits = 0;
  one.bits.forEach((bit, at) => {
    if (bit !== other.bits[at]) bits += 1;
  });
  return bits / one.bits.length;
}

/** No photograph comes twice, not even encoded or cut otherwise: measured on what is seen of them in the film. */
export function checkUnlike(pictures: readonly PictureHash[]): DeliveryCheck {
  const wanted = 'no photograph that looks like another';
  for (const [at, picture] of pictures.entries()) {
    const twin = pictures.slice(0, at).find((other) => difference(picture, other) <= SAME);
    if (!twin) continue;
    return {
      promise: 'pictures-unlike',
      wanted,
      measured: `${picture.scene.id} looks like ${twin.scene.id}`,
      ok: false,
      atMs: Math.round((picture.scene.startFrame * 1000) / FPS),
    };
  }
  return { promise: 'pictures-unlike', wanted, measured: wanted, ok: true };
}
