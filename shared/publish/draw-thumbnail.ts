import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Lettering } from '#shared/domain/timeline.ts';
import type { PosterLayout } from '#shared/publish/poster-layouts.ts';
import { paintGround } from '#shared/scenes/background/paint-ground.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';
import { type Crop, cropTo } from '#shared/scenes/picture/crop.ts';
import type { UserPicture } from '#shared/scenes/picture/decode-picture.ts';
import { interestOf } from '#shared/scenes/picture/interest.ts';
import { paintCrop } from '#shared/scenes/picture/paint-blurred.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { type FittedText, fitText } from '#shared/scenes/text/fit-text.ts';
import { paintText } from '#shared/scenes/text/paint-text.ts';
import { recordLettering } from '#shared/scenes/text/record-lettering.ts';
import { drawableText, isRightToLeft } from '#shared/scenes/text/scripts.ts';
import { MARK_HEIGHT, paintMark } from '#shared/scenes/visuals/mark.ts';

/** What a thumbnail shows. */
export interface Poster {
  title: string;
  style: StyleSheet;
  size: FrameSize;
  seed: number;
  layout: PosterLayout;
  picture?: UserPicture | undefined;
  /** A figure that stands for the film, with its unit. */
  figure?: string | undefined;
}

/** A drawn poster, and what is needed to judge it. */
export interface DrawnPoster {
  canvas: Canvas;
  /** Every line that stands on it. */
  lettering: Lettering[];
  /** The title as it was fitted; undefined where it has letters that our fonts lack. */
  title: FittedText | undefined;
  /** Whether a figure stands over the title. */
  hasFigure: boolean;
  /** What of the picture is shown. */
  crop?: Crop | undefined;
}

/** Margin in parts of the short side. */
const MARGIN = 0.075;
/** Width of a mark that stands in the middle, in units of the poster. */
const MARK_UNITS = 14;
/** Opacity of the scrim along its way, an S-curve without a visible edge; 0.82 carries text on any picture. */
const SCRIM = [
  [0, 0.95],
  [0.4, 0.88],
  [0.56, 0.7],
  [0.7, 0.36],
  [0.82, 0.13],
  [1, 0],
] as const;

/** Lays the scrim over the half in which the title stands. */
function paintScrim(
  context: SKRSContext2D,
  { width, height }: FrameSize,
  { style, layout }: Poster,
  toLeft: boolean,
): void {
  const [from, to] = toLeft ? [width, 0] : [0, width];
  const shade =
    layout === 'beside'
      ? context.createLinearGradient(from, 0, to, 0)
      : layout === 'head'
        ? context.createLinearGradient(0, 0, 0, height)
        : context.createLinearGradient(0, height, 0, 0);
  for (const [at, alpha] of SCRIM) shade.addColorStop(at, withAlpha(style.scrim, alpha));
  context.fillStyle = shade;
  context.fillRect(0, 0, width, height);
}

/** Fills the poster with its picture or ground; gives what of the picture is shown. */
function paintBack(
  context: SKRSContext2D,
  poster: Poster,
  hasTitle: boolean,
  toLeft: boolean,
): Crop | undefined {
  const { style, size, seed, layout, picture } = poster;
  const { width, height } = size;
  if (layout === 'accent') {
    context.fillStyle = style.accent;
    context.fillRect(0, 0, width, height);
    return undefined;
  }
  paintGround(context, size, style, { seed, variant: 'thumbnail' });
  if (picture === undefined) return undefined;
  const crop = cropTo(interestOf(picture), picture.width / picture.height, width / height);
  paintCrop(context, picture, crop, size);
  if (hasTitle) paintScrim(context, size, poster, toLeft);
  return crop;
}

/** Colours of a layout: of the title, and of the mark above it. */
function inksOf({ style, layout, picture }: Poster): { ink: string; marked: StyleSheet } {
  if (layout === 'accent') {
    return { ink: style.onAccent, marked: { ...style, accent: style.onAccent, ink: style.onAccent } };
  }
  return { ink: picture === undefined ? style.ink : style.onScrim, marked: style };
}

/**
 * Draws a film's poster: its title, as large as can be, on a ground or beside a picture; only ground or picture when the title
 * has letters that our fonts lack. The fonts must have been registered.
 */
export function drawThumbnail(poster: Poster): DrawnPoster {
  const { style, size, layout, picture } = poster;
  const title = drawableText(poster.title);
  const { width, height } = size;
  const unit = Math.min(width, height) / 100;
  const broad = width > height;
  const toLeft = isRightToLeft(title);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const crop = paintBack(context, poster, title !== '', toLeft);
  const lettering: Lettering[] = [];
  recordLettering(context, { layer: 0, x: 0, y: 0 }, lettering);
  if (title === '') return { canvas, lettering, title: undefined, crop, hasFigure: false };
  const margin = Math.round(MARGIN * unit * 100);
  const column = (width - 2 * margin) * (layout === 'beside' ? 0.62 : 1);
  const align = layout === 'centred' ? 'centre' : 'start';
  const { ink, marked } = inksOf(poster);
  const figure =
    layout === 'figure' && poster.figure ? fitFigure(poster.figure, style, column, unit, broad) : undefined;
  // A figure is a mark of its own.
  const markRoom = figure ? figure.height + unit * 3 : unit * (MARK_HEIGHT * 1.6 + 3);
  const roomShare = figure || (picture !== undefined && layout !== 'beside') ? 0.52 : 1;
  const text = fitText(
    title,
    { ...style.display, weight: Math.min(900, style.display.weight + 100) },
    {
      width: column,
      height: (height - 2 * margin) * roomShare - (figure ? 0 : markRoom),
      max: unit * (figure ? 13 : broad ? 22 : 18),
      min: unit * 5,
      maxLines: 6,
    },
  );
  const block = markRoom + text.height;
  const edge = 1.3 * margin;
  const top = layout === 'foot' ? height - edge - block : layout === 'head' ? edge : (height - block) / 2;
  const x = toLeft ? width - margin - column : margin;
  if (figure) paintText(context, figure, { x, y: top, width: column, colour: style.accent });
  else {
    const markWidth = align === 'centre' ? MARK_UNITS * unit : column;
    const markX = align === 'centre' ? (width - markWidth) / 2 : x;
    paintMark(context, marked, { x: markX, y: top, width: markWidth, unit: unit * 1.6, toLeft });
  }
  paintText(context, text, { x, y: top + markRoom, width: column, colour: ink, align });
  return { canvas, lettering, title: text, crop, hasFigure: figure !== undefined };
}

function fitFigure(
  figure: string,
  style: StyleSheet,
  column: number,
  unit: number,
  broad: boolean,
): FittedText {
  const max = unit * (broad ? 40 : 30);
  const box = { width: column, height: max * 1.3, max, min: unit * 8, maxLines: 1, whole: true };
  return fitText(drawableText(figure), { ...style.display, weight: 900 }, box);
}
