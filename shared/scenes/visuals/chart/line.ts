import type { SKRSContext2D } from '@napi-rs/canvas';
import { withAlpha } from '#shared/scenes/styles/colour.ts';
import { type Field, fieldFor } from '#shared/scenes/visuals/chart/axes.ts';
import {
  labelWidth,
  type Plot,
  type PlotPainter,
  paintLabel,
} from '#shared/scenes/visuals/chart/chart-parts.ts';
import { fade } from '#shared/scenes/visuals/entrances.ts';

/** Points from which on only the last and the outermost ones have a dot. */
const DOTS_UP_TO = 14;

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

function paintValue(context: SKRSContext2D, plot: Plot, field: Field, index: number): void {
  const { style } = plot.stage;
  const value = plot.points[index]?.value ?? 0;
  const text = plot.format.label(value);
  const size = field.size * 1.15;
  const half = (labelWidth(text, 700) * size) / 2;
  const right = plot.area.x + plot.area.width;
  const before = plot.points[index - 1]?.value ?? value;
  const after = plot.points[index + 1]?.value ?? value;
  const valley = value <= before && value <= after;
  paintLabel(context, text, {
    x: Math.min(Math.max(field.x(index), field.area.x + half), right - half),
    y: field.y(value) + (valley ? size * 1.15 : -size * 1.15),
    size,
    weight: 700,
    colour: style.ink,
    align: 'center',
  });
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
    for (const index of named) paintValue(context, plot, field, index);
  };
  return [
    field.overlay,
    { area: box, entrance: fade(0, 1, 300), paint: curve },
    { area: box, entrance: fade(0, 1, 620), paint: dots },
  ];
};
