import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { paintGround } from '#shared/scenes/background/paint-ground.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';
import { cropTo } from '#shared/scenes/picture/crop.ts';
import type { UserPicture } from '#shared/scenes/picture/decode-picture.ts';
import { interestOf } from '#shared/scenes/picture/interest.ts';
import { paintCrop } from '#shared/scenes/picture/paint-blurred.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { fitText } from '#shared/scenes/text/fit-text.ts';
import { paintText } from '#shared/scenes/text/paint-text.ts';
import { drawableText, isRightToLeft } from '#shared/scenes/text/scripts.ts';
import { MARK_HEIGHT, paintMark } from '#shared/scenes/visuals/mark.ts';

/** What a thumbnail shows. */
interface Poster {
  title: string;
  style: StyleSheet;
  size: FrameSize;
  seed: number;
  picture?: UserPicture | undefined;
}

/** Margin in parts of the short side. */
const MARGIN = 0.075;
/** Opacity of the scrim along its way, an S-curve without a visible edge; 0.82 carries text on any picture. */
const SCRIM = [
  [0, 0.95],
  [0.4, 0.88],
  [0.56, 0.7],
  [0.7, 0.36],
  [0.82, 0.13],
  [1, 0],
] as const;

/** Lays the scrim over the half in which the title stands: the start of a broad picture, the foot of any other. */
function paintScrim(
  context: SKRSContext2D,
  { width, height }: FrameSize,
  style: StyleSheet,
  toLeft: boolean,
): void {
  const broad = width > height;
  const [from, to] = toLeft ? [width, 0] : [0, width];
  const shade = broad
    ? context.createLinearGradient(from, 0, to, 0)
    : context.createLinearGradient(0, height, 0, 0);
  for (const [at, alpha] of SCRIM) shade.addColorStop(at, withAlpha(style.scrim, alpha));
  context.fillStyle = shade;
  context.fillRect(0, 0, width, height);
}

/**
 * Draws a film's poster: its title, as large as can be, on the style's ground or beside its best picture; only ground or
 * picture when the title has letters that our fonts lack.
 */
export function drawThumbnail({ title: given, style, size, seed, picture }: Poster): Canvas {
  const title = drawableText(given);
  const { width, height } = size;
  const unit = Math.min(width, height) / 100;
  const broad = width > height;
  const toLeft = isRightToLeft(title);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  paintGround(context, size, style, { seed, variant: 'thumbnail' });
  if (picture !== undefined) {
    const crop = cropTo(interestOf(picture), picture.width / picture.height, width / height);
    paintCrop(context, picture, crop, size);
    if (title !== '') paintScrim(context, size, style, toLeft);
  }
  if (title === '') return canvas;
  const margin = Math.round(MARGIN * unit * 100);
  const share = picture === undefined ? 1 : broad ? 0.62 : 1;
  const column = (width - 2 * margin) * share;
  const markRoom = unit * (MARK_HEIGHT * 1.6 + 3);
  const roomShare = picture === undefined || broad ? 1 : 0.52;
  const text = fitText(
    title,
    { ...style.display, weight: Math.min(900, style.display.weight + 100) },
    {
      width: column,
      height: (height - 2 * margin) * roomShare - markRoom,
      max: unit * (broad ? 22 : 18),
      min: unit * 5,
      maxLines: 6,
    },
  );
  const block = markRoom + text.height;
  const top = picture !== undefined && !broad ? height - 1.6 * margin - block : (height - block) / 2;
  const x = toLeft ? width - margin - column : margin;
  paintMark(context, style, { x, y: top, width: column, unit: unit * 1.6, toLeft });
  const colour = picture === undefined ? style.ink : style.onScrim;
  paintText(context, text, { x, y: top + markRoom, width: column, colour });
  return canvas;
}
