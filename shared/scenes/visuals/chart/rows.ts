import type { Area } from '#shared/scenes/frame.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';
import {
  labelWidth,
  type PlotPainter,
  paintLabel,
  shorten,
} from '#shared/scenes/visuals/chart/chart-parts.ts';
import { rise } from '#shared/scenes/visuals/entrances.ts';

/** Bars come in in at most so many groups. */
const GROUPS = 6;

/** Bars that lie, one a row, each with its name before it and its value behind: for long names and many of them. */
export const paintRows: PlotPainter = ({ points, area, format, stage }) => {
  const { style, unit } = stage;
  const weight = style.label.weight;
  const pitch = Math.min(area.height / points.length, unit * 11);
  const size = Math.min(unit * 3, pitch * 0.62);
  const values = points.map(({ value }) => format.label(value));
  const names = points.map(({ label }) => shorten(label, (area.width * 0.38) / size, weight));
  const nameWidth = Math.max(...names.map((name) => labelWidth(name, weight))) * size + size;
  const valueWidth = Math.max(...values.map((value) => labelWidth(value, 700))) * size + size * 0.6;
  const [low, high] = [
    Math.min(0, ...points.map(({ value }) => value)),
    Math.max(0, ...points.map(({ value }) => value)),
  ];
  const room = area.width - nameWidth - valueWidth * (low < 0 && high > 0 ? 2 : 1);
  const scale = room / (high - low || 1);
  const zero = area.x + nameWidth + (low < 0 ? valueWidth : 0) - low * scale;
  const top = area.y + (area.height - pitch * points.length) / 2;
  const peak = Math.max(...points.map(({ value }) => Math.abs(value)));
  const perGroup = Math.ceil(points.length / GROUPS);
  const groups = Math.ceil(points.length / perGroup);
  return Array.from({ length: groups }, (_, group) => {
    const box: Area = {
      x: area.x,
      y: Math.floor(top + group * perGroup * pitch),
      width: area.width,
      height: Math.ceil(Math.min(perGroup, points.length - group * perGroup) * pitch) + 1,
    };
    return {
      area: box,
      entrance: rise(group, groups, 200),
      paint: (context) => {
        points.slice(group * perGroup, (group + 1) * perGroup).forEach(({ value }, offset) => {
          const index = group * perGroup + offset;
          const y = top + (index + 0.5) * pitch;
          const best = Math.abs(value) === peak;
          const length = Math.max(Math.abs(value) * scale, unit * 0.25);
          const left = value < 0 ? zero - length : zero;
          const thick = pitch * 0.58;
          context.fillStyle = withAlpha(style.ink, 0.25);
          context.fillRect(zero - unit * 0.08, y - pitch / 2, unit * 0.16, pitch);
          context.fillStyle = best ? style.accent : (style.series[0] ?? style.ink);
          context.beginPath();
          context.roundRect(left, y - thick / 2, length, thick, style.corner === 0 ? 0 : thick * 0.12);
          context.fill();
          const name = names[index] ?? '';
          paintLabel(context, name, { x: area.x, y, size, weight, colour: style.ink, align: 'left' });
          const behind = value < 0 ? left - size * 0.4 : left + length + size * 0.4;
          paintLabel(context, values[index] ?? '', {
            x: behind,
            y,
            size,
            weight: 700,
            colour: style.ink,
            align: value < 0 ? 'right' : 'left',
          });
        });
      },
    };
  });
};
