import { createCanvas } from '@napi-rs/canvas';
import type { SegmentSpec } from '#shared/domain/render-plan.ts';
import { type CaptionPicture, planCaptionPictures } from '#shared/render/captions/caption-pictures.ts';
import type { Standing } from '#shared/render/compositor/compositor.ts';
import type { Arena } from '#shared/render/compositor/kernels.ts';
import { type Overlay, overlayBytes, showPlanes, takeOverlay } from '#shared/render/compositor/overlay.ts';
import { AT_REST } from '#shared/render/compositor/pose.ts';
import { toPlanes } from '#shared/render/segment/decode-layer.ts';
import { conversionArena } from '#shared/render/segment/load-pictures.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';

/** The captions that are seen in a frame of a segment; to be asked for one frame after the other. */
export type CaptionsAt = (frame: number) => Standing[];

/**
 * Plans the captions of a segment. Each picture is drawn when it is first shown and held while it is: memory is taken for as many as
 * are ever seen at once. The fonts must have been registered.
 */
export function stageCaptions(
  arena: Arena,
  captions: NonNullable<SegmentSpec['captions']>,
  size: FrameSize,
  frames: number,
): CaptionsAt {
  const pictures = planCaptionPictures(captions, size, frames);
  const room = Math.max(0, ...pictures.map(overlayBytes));
  const free = Array.from({ length: mostAtOnce(pictures, frames) }, () => takeOverlay(arena, room));
  const shown = new Map<CaptionPicture, Overlay>();
  return (frame) => {
    for (const [picture, overlay] of shown) {
      if (frame < picture.toFrame) continue;
      shown.delete(picture);
      free.push(overlay);
    }
    return pictures
      .filter(({ fromFrame, toFrame }) => fromFrame <= frame && frame < toFrame)
      .map((picture) => {
        const overlay = shown.get(picture) ?? draw(arena, free.pop() as Overlay, picture);
        shown.set(picture, overlay);
        return { overlay, pose: { ...AT_REST, opacity: picture.opacityAt?.(frame) ?? AT_REST.opacity } };
      });
  };
}

function mostAtOnce(pictures: readonly CaptionPicture[], frames: number): number {
  const counts = new Array<number>(frames).fill(0);
  for (const { fromFrame, toFrame } of pictures) {
    for (let frame = fromFrame; frame < toFrame; frame++) counts[frame] = (counts[frame] ?? 0) + 1;
  }
  return Math.max(0, ...counts);
}

function draw(arena: Arena, overlay: Overlay, { x, y, width, height, paint }: CaptionPicture): Overlay {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.translate(-x, -y);
  paint(context);
  showPlanes(arena, overlay, { planes: toPlanes(conversionArena(), canvas, true), x, y });
  return overlay;
}
