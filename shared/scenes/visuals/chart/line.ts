import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Area } from '#shared/scenes/frame.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';
import { type Field, fieldFor } from '#shared/scenes/visuals/chart/axes.ts';
import {
  labelWidth,
  type Plot,
  type PlotPainter,
  paintLabel,
} from '#shared/scenes/visuals/chart/chart-parts.ts';
import { type LinePoint, placeValue } from '#shared/scenes/visuals/chart/place-value.ts';
import { draw, fade } from '#shared/scenes/visuals/entrances.ts';

/** Points from which on only the last and the outermost ones have a dot. */
const DOTS_UP_TO = 14;

function lineOf({ points }: Plot, field: Field): LinePoint[] {
  return points.map(({ value }, index) => ({ x: field.x(index), y: field.y(value) }));
}

function trace(context: SKRSContext2D, { points }: Plot, field: Field): void {
  points.forEach(({ value }, index) => {
    if (index === 0) context.moveTo(field.x(index), field.y(value));
    else context.lineTo(field.x(index), field.y(value));
  });
}

/** Points that have their value beside them: the last one, and highest and lowest where those are not next to it. */
function labelled({ points }: Plot): number[] {
  const values = points.map(({ value }) => value);
  const last = values.length - 1;
  const outer = [values.indexOf(Math.max(...values)), values.indexOf(Math.min(...values))];
  const far = outer.filter((index) => last - index > values.length * 0.15);
  return [...new Set([...far, last])].sort((a, b) => a - b);
}

/** Writes the values of these points where neither the line nor another value is; the last one first chooses its place. */
function paintValues(context: SKRSContext2D, plot: Plot, field: Field, named: readonly number[]): void {
  const size = field.size * 1.15;
  const bounds = {
    x: field.area.x,
    y: plot.area.y - size * 0.3,
    width: plot.area.x + plot.area.width - field.area.x,
    height: field.area.y + field.area.height + size - plot.area.y,
  };
  const taken: Area[] = [];
  for (const index of named.toReversed()) {
    const text = plot.format.label(plot.points[index]?.value ?? 0);
    const box = placeValue(
      lineOf(plot, field),
      index,
      { width: labelWidth(text, 700) * size, size },
      bounds,
      taken,
    );
    taken.push(box);
    const place = { x: box.x + box.width / 2, y: box.y + box.height / 2, size, weight: 700 };
    paintLabel(context, text, { ...place, colour: plot.stage.style.ink, align: 'center' });
  }
}

/** A line over time, the field under it tinted, its last and outermost values written beside it. */
export const paintLine: PlotPainter = (plot) => {
  const { points, stage } = plot;
  const { style, unit } = stage;
  const field = fieldFor(plot, true);
  const named = labelled(plot);
  const base = field.y(Math.max(field.scale.low, Math.min(0, field.scale.high)));
  const box = {
    x: field.area.x,
    y: plot.area.y - unit,
    width: plot.area.x + plot.area.width - field.area.x,
    height: field.area.height + field.size * 3.6,
  };
  const curve = (context: SKRSContext2D): void => {
    const tint = context.createLinearGradient(0, field.area.y, 0, field.area.y + field.area.height);
    tint.addColorStop(0, withAlpha(style.accent, 0.36));
    tint.addColorStop(1, withAlpha(style.accent, 0.04));
    context.fillStyle = tint;
    context.beginPath();
    trace(context, plot, field);
    context.lineTo(field.x(points.length - 1), base);
    context.lineTo(field.x(0), base);
    context.fill();
    context.strokeStyle = style.accent;
    context.lineWidth = unit * 0.62;
    context.lineJoin = 'round';
    context.lineCap = 'round';
    context.beginPath();
    trace(context, plot, field);
    context.stroke();
  };
  const dots = (context: SKRSContext2D): void => {
    points.forEach(({ value }, index) => {
      if (points.length > DOTS_UP_TO && !named.includes(index)) return;
      context.beginPath();
      context.arc(
        field.x(index),
        field.y(value),
        unit * (named.includes(index) ? 0.95 : 0.6),
        0,
        Math.PI * 2,
      );
      context.fillStyle = named.includes(index) ? style.ink : style.accent;
      context.fill();
    });
    paintValues(context, plot, field, named);
  };
  return [
    field.overlay,
    { area: box, entrance: draw('wipe-right', 0, 1, 240), paint: curve },
    { area: box, entrance: fade(0, 1, 720), paint: dots },
  ];
};
