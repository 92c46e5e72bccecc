import { createCanvas } from '@napi-rs/canvas';
import type { Layer } from '#shared/domain/timeline.ts';
import type { CardStore } from '#shared/scenes/brand/draw-card.ts';
import { encodeAlpha } from '#shared/scenes/encode.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';
import type { Brand } from '#shared/scenes/styles/look.ts';

/** Between it and the edges, in parts of the short side: with its usual size it stays in the margin, beside all text. */
const MARGIN = 0.02;
/** A broad logo takes at most this part of the frame's width. */
const WIDEST = 0.24;

/** Draws the logo of a brand as a layer for one corner of all scenes; undefined where the brand has no watermark. */
export async function drawWatermark(
  { logo, watermark }: Pick<Brand, 'logo' | 'watermark'>,
  frame: FrameSize,
  store: CardStore,
): Promise<Layer | undefined> {
  if (!logo || !watermark) return undefined;
  const picture = await store.picture(logo);
  const short = Math.min(frame.width, frame.height);
  const scale = Math.min((short * watermark.size) / picture.height, (frame.width * WIDEST) / picture.width);
  const even = (pixels: number): number => 2 * Math.max(1, Math.round(pixels / 2));
  const [width, height] = [even(picture.width * scale), even(picture.height * scale)];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.globalAlpha = watermark.opacity;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture.image, 0, 0, width, height);
  const margin = even(short * MARGIN);
  const { corner } = watermark;
  return {
    image: await store.keep(await encodeAlpha(canvas)),
    x: corner.endsWith('left') ? margin : frame.width - margin - width,
    y: corner.startsWith('top') ? margin : frame.height - margin - height,
    width,
    height,
  };
}
