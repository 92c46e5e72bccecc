import type { SKRSContext2D } from '@napi-rs/canvas';
import type { SegmentSpec } from '#shared/domain/render-plan.ts';
import { blockPictures } from '#shared/render/captions/block-pictures.ts';
import { linePictures } from '#shared/render/captions/line-pictures.ts';
import { popPictures } from '#shared/render/captions/pop-pictures.ts';
import { type Area, captionArea, type FrameSize } from '#shared/scenes/frame.ts';

/** A part of a caption that is drawn once and shown for a while. Place and size in pixels of the frame, all even. */
export interface CaptionPicture {
  x: number;
  y: number;
  width: number;
  height: number;
  /** Shown from this frame of the segment to before `toFrame`. */
  fromFrame: number;
  toFrame: number;
  /** How much of it is seen in a frame, 0 to 256; all of it where this is not given. */
  opacityAt?(frame: number): number;
  /** Draws it in the frame's pixels; the context lets through what lies in the box. */
  paint(context: SKRSContext2D): void;
}

const PAINTERS = { karaoke: linePictures, subtle: linePictures, block: blockPictures, pop: popPictures };

/**
 * The pictures of the captions of a segment of `frames` frames, in the order in which they lie over each other: each caption once,
 * and on it the word that is heard. All of them lie inside the caption area. The fonts must have been registered.
 */
export function planCaptionPictures(
  { style, cues }: NonNullable<SegmentSpec['captions']>,
  frame: FrameSize,
  frames: number,
): readonly CaptionPicture[] {
  const area = evenArea(captionArea(frame));
  return cues
    .flatMap((cue) => PAINTERS[style.kind](cue, style, area))
    .flatMap((picture) => {
      const [fromFrame, toFrame] = [Math.max(picture.fromFrame, 0), Math.min(picture.toFrame, frames)];
      return fromFrame < toFrame ? [{ ...picture, fromFrame, toFrame }] : [];
    });
}

/** The largest area of even numbers within an area. */
function evenArea({ x, y, width, height }: Area): Area {
  const [left, top] = [2 * Math.ceil(x / 2), 2 * Math.ceil(y / 2)];
  const [right, bottom] = [2 * Math.floor((x + width) / 2), 2 * Math.floor((y + height) / 2)];
  return { x: left, y: top, width: right - left, height: bottom - top };
}
