import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Area } from '#shared/scenes/frame.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';
import {
  everyNth,
  labelSize,
  labelWidth,
  type Plot,
  paintLabel,
  shorten,
} from '#shared/scenes/visuals/chart/chart-parts.ts';
import { type Scale, scaleFor } from '#shared/scenes/visuals/chart/scale.ts';
import { timePositions } from '#shared/scenes/visuals/chart/time-positions.ts';
import { fade } from '#shared/scenes/visuals/entrances.ts';
import type { Overlay } from '#shared/scenes/visuals/visual-kind.ts';

/** A field with a scale at its left and names below it. */
export interface Field {
  /** Where bars or lines stand. */
  area: Area;
  /** Font size of names and values. */
  size: number;
  scale: Scale;
  /** Height of a value in the frame. */
  y(value: number): number;
  /** Middle of the column of a point. */
  x(index: number): number;
  /** Breadth of a column. */
  pitch: number;
  /** The scale, its lines and the names. */
  overlay: Overlay;
}

/** Columns closer to each other than this part of an even pitch are too thin: bars then stand evenly. */
const LEAST_PITCH = 0.5;

/** Middles of the columns of points in a field: years and dates where they lie in time, others at even distances. */
function columnsIn(
  { x, width }: Area,
  labels: readonly string[],
  isLine: boolean,
): { pitch: number; middles: number[] } {
  const even = width / labels.length;
  const times = timePositions(labels);
  if (times !== undefined) {
    const gap = Math.min(...times.slice(1).map((time, index) => time - (times[index] ?? 0)));
    // Half a column stands beyond the first and the last middle.
    const pitch = isLine ? even : (gap * width) / (1 + gap);
    if (isLine || pitch >= even * LEAST_PITCH) {
      return { pitch, middles: times.map((time) => x + pitch / 2 + time * (width - pitch)) };
    }
  }
  return { pitch: even, middles: labels.map((_, index) => x + (index + 0.5) * even) };
}

/** Indices of the names that are shown, counted from the last, which is the newest: every n-th, as far as none touch. */
function shownNames(
  widths: readonly number[],
  left: (index: number) => number,
  nth: number,
  gap: number,
): Set<number> {
  const last = widths.length - 1;
  const ends = widths.map((width, index) => left(index) + width);
  const step = ends.slice(0, -1).some((end, index) => end + gap > left(index + 1)) ? nth : 1;
  const shown = new Set<number>();
  let free = Number.POSITIVE_INFINITY;
  for (let index = last; index >= 0; index -= step) {
    if ((ends[index] ?? 0) + gap > free) continue;
    shown.add(index);
    free = left(index);
  }
  return shown;
}

/** Lays out a field for points from left to right, those in time by their time; names are thinned out where they touch. */
export function fieldFor({ points, area, format, stage }: Plot, mayLeaveZero: boolean): Field {
  const { style, unit } = stage;
  const weight = style.label.weight;
  const size = labelSize(stage);
  const values = points.map(({ value }) => value);
  // Values may stand below the lowest line, between it and the names.
  const drop = mayLeaveZero || values.some((value) => value < 0) ? 1 : 0;
  const scale = scaleFor(values, area.height > unit * 45 ? 5 : 4, mayLeaveZero);
  const ticks = format.ticks(scale.ticks);
  const left = Math.max(...ticks.map((tick) => labelWidth(tick, weight))) * size + size;
  const names = points.map(({ label }) =>
    shorten(label, Math.max(7, area.width / points.length / size - 0.6), weight),
  );
  const lastHalf = (labelWidth(names.at(-1) ?? '', weight) * size) / 2;
  const overhang = Math.max(0, lastHalf - (area.width - left) / points.length / 2);
  const inner: Area = {
    x: area.x + left,
    y: area.y + size * 1.6,
    width: area.width - left - overhang,
    height: area.height - size * (4 + drop),
  };
  const labels = points.map(({ label }) => label);
  const { pitch, middles } = columnsIn(inner, labels, mayLeaveZero);
  const y = (value: number): number =>
    inner.y + inner.height * (1 - (value - scale.low) / (scale.high - scale.low));
  const x = (index: number): number => middles[index] ?? inner.x;
  const widths = names.map((name) => labelWidth(name, weight) * size);
  const nameLeft = (index: number): number => {
    const half = (widths[index] ?? 0) / 2;
    return Math.min(Math.max(x(index), area.x + half), area.x + area.width - half) - half;
  };
  const shown = shownNames(widths, nameLeft, everyNth(names, pitch / size, weight), size * 0.9);
  const paint = (context: SKRSContext2D): void => {
    scale.ticks.forEach((value, index) => {
      context.fillStyle = withAlpha(style.ink, value === 0 ? 0.5 : 0.16);
      context.fillRect(inner.x, y(value) - unit * 0.07, inner.width, unit * 0.14);
      const place = { x: inner.x - size * 0.6, y: y(value), size, weight, colour: style.muted };
      paintLabel(context, ticks[index] ?? '', { ...place, align: 'right' });
    });
    names.forEach((name, index) => {
      if (!shown.has(index)) return;
      const place = { x: nameLeft(index), y: inner.y + inner.height + size * (1.3 + drop), size, weight };
      paintLabel(context, name, { ...place, colour: style.muted, align: 'left' });
    });
  };
  const bounds = { ...area, x: Math.floor(area.x), y: Math.floor(area.y), width: Math.ceil(area.width) };
  const overlay = { area: { ...bounds, height: Math.ceil(area.height) }, entrance: fade(0, 1, 120), paint };
  return { area: inner, size, scale, y, x, pitch, overlay };
}
