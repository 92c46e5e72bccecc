import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Area } from '#shared/scenes/frame.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';
import {
  everyNth,
  labelWidth,
  type Plot,
  paintLabel,
  shorten,
} from '#shared/scenes/visuals/chart/chart-parts.ts';
import { type Scale, scaleFor } from '#shared/scenes/visuals/chart/scale.ts';
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

/** Lays out a field for points from left to right; names are thinned out evenly where they would touch. */
export function fieldFor({ points, area, format, stage }: Plot, mayLeaveZero: boolean): Field {
  const { style, unit } = stage;
  const weight = style.label.weight;
  const size = unit * 2.9;
  const values = points.map(({ value }) => value);
  // Values may stand below the lowest line, between it and the names.
  const drop = mayLeaveZero || values.some((value) => value < 0) ? 1 : 0;
  const scale = scaleFor(values, area.height > unit * 45 ? 5 : 4, mayLeaveZero);
  const ticks = scale.ticks.map(format.tick);
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
  const pitch = inner.width / points.length;
  const y = (value: number): number =>
    inner.y + inner.height * (1 - (value - scale.low) / (scale.high - scale.low));
  const x = (index: number): number => inner.x + (index + 0.5) * pitch;
  const nth = everyNth(names, pitch / size, weight);
  const paint = (context: SKRSContext2D): void => {
    scale.ticks.forEach((value, index) => {
      context.fillStyle = withAlpha(style.ink, value === 0 ? 0.5 : 0.16);
      context.fillRect(inner.x, y(value) - unit * 0.07, inner.width, unit * 0.14);
      const place = { x: inner.x - size * 0.6, y: y(value), size, weight, colour: style.muted };
      paintLabel(context, ticks[index] ?? '', { ...place, align: 'right' });
    });
    names.forEach((name, index) => {
      // Counted from the last one, which is the newest and must have its name.
      if ((points.length - 1 - index) % nth !== 0) return;
      const half = (labelWidth(name, weight) * size) / 2;
      const middle = Math.min(Math.max(x(index), area.x + half), area.x + area.width - half);
      const below = inner.y + inner.height + size * (1.3 + drop);
      paintLabel(context, name, { x: middle, y: below, size, weight, colour: style.muted, align: 'center' });
    });
  };
  const bounds = { ...area, x: Math.floor(area.x), y: Math.floor(area.y), width: Math.ceil(area.width) };
  const overlay = { area: { ...bounds, height: Math.ceil(area.height) }, entrance: fade(0, 1, 120), paint };
  return { area: inner, size, scale, y, x, pitch, overlay };
}
