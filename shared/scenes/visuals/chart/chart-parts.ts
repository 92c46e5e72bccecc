import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Visual } from '#shared/domain/storyboard.ts';
import type { Area } from '#shared/scenes/frame.ts';
import { fontOf } from '#shared/scenes/text/fonts.ts';
import { measureOf } from '#shared/scenes/text/measure.ts';
import type { NumberFormat } from '#shared/scenes/visuals/chart/number-format.ts';
import type { Overlay, Stage } from '#shared/scenes/visuals/visual-kind.ts';

type ChartVisual = Extract<Visual, { kind: 'chart' }>;

/** What every kind of chart draws from: its points (labels drawable) and the area left by title and source. */
export interface Plot {
  points: ChartVisual['points'];
  area: Area;
  format: NumberFormat;
  stage: Stage;
}

/** Draws one kind of chart. */
export type PlotPainter = (plot: Plot) => Overlay[];

/** Size of names and scales in pixels: larger in upright frames, which are looked at on a telephone. */
export function labelSize({ frame, unit }: Pick<Stage, 'frame' | 'unit'>): number {
  return unit * (frame.height > frame.width ? 4.4 : 3.5);
}

/** One line of small text at a point; `x` is its left edge, middle or right edge by `align`, `y` its middle. */
export function paintLabel(
  context: SKRSContext2D,
  text: string,
  place: {
    x: number;
    y: number;
    size: number;
    weight: number;
    colour: string;
    align: 'left' | 'center' | 'right';
  },
): void {
  context.font = fontOf(place.weight, place.size);
  context.letterSpacing = '0px';
  context.textBaseline = 'alphabetic';
  context.textAlign = place.align;
  context.direction = 'ltr';
  context.fillStyle = place.colour;
  // Half of a capital's height below the middle.
  context.fillText(text, place.x, place.y + place.size * 0.3635);
}

/** Width of a label in em. */
export function labelWidth(text: string, weight: number): number {
  return measureOf({ weight, tracking: 0 })(text);
}

/** The label, or as much of it as is no wider than `width` em, with an ellipsis. */
export function shorten(text: string, width: number, weight: number): string {
  if (labelWidth(text, weight) <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && labelWidth(`${letters.join('').trimEnd()}…`, weight) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** Every how many-th label can stand beside the others when each may take `room` em: 1 for all of them. */
export function everyNth(labels: readonly string[], room: number, weight: number): number {
  const widest = Math.max(...labels.map((label) => labelWidth(label, weight))) + 0.9;
  return Math.max(1, Math.ceil(widest / room));
}
