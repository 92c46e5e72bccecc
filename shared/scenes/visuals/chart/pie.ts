import type { Area } from '#shared/scenes/frame.ts';
import { around } from '#shared/scenes/visuals/blocks.ts';
import {
  labelWidth,
  type PlotPainter,
  paintLabel,
  shorten,
} from '#shared/scenes/visuals/chart/chart-parts.ts';
import { fade, rise } from '#shared/scenes/visuals/entrances.ts';
import type { Overlay } from '#shared/scenes/visuals/visual-kind.ts';

/** Inner radius in parts of the outer one. */
const HOLE = 0.6;

/** Parts of a whole as a ring, the names with their shares beside it (below it in upright frames). */
export const paintPie: PlotPainter = ({ points, area, format, stage }) => {
  const { style, unit } = stage;
  const weight = style.label.weight;
  const total = points.reduce((sum, { value }) => sum + value, 0);
  const upright = area.width < area.height * 1.15;
  const rowsHeight = points.length * unit * 6;
  const diameter = upright
    ? Math.min(area.width * 0.72, area.height - rowsHeight - unit * 4)
    : Math.min(area.height, area.width * 0.42);
  const radius = diameter / 2;
  const block = upright ? diameter + unit * 5 + rowsHeight : diameter;
  const top = area.y + Math.max(0, (area.height - block) / 2);
  const centre = { x: upright ? area.x + area.width / 2 : area.x + radius, y: top + radius };
  const ring: Overlay = {
    area: around({ x: centre.x - radius, y: centre.y - radius, width: diameter, height: diameter }, 2),
    entrance: fade(0, 1, 160),
    paint: (context) => {
      let angle = -Math.PI / 2;
      points.forEach(({ value }, index) => {
        const end = angle + (value / total) * Math.PI * 2;
        const gap = value === total ? 0 : Math.min(0.014, (end - angle) / 3);
        context.beginPath();
        context.arc(centre.x, centre.y, radius, angle + gap, end - gap);
        context.arc(centre.x, centre.y, radius * HOLE, end - gap / HOLE, angle + gap / HOLE, true);
        context.closePath();
        context.fillStyle = style.series[index % style.series.length] ?? style.ink;
        context.fill();
        angle = end;
      });
    },
  };
  const legend: Area = upright
    ? { x: area.x, y: top + diameter + unit * 5, width: area.width, height: rowsHeight }
    : {
        x: area.x + diameter + unit * 7,
        y: area.y,
        width: Math.min(area.width - diameter - unit * 7, unit * 80),
        height: area.height,
      };
  const pitch = Math.min(unit * 8.4, legend.height / points.length);
  const size = Math.min(unit * 3.3, pitch * 0.58);
  const start = legend.y + (legend.height - pitch * points.length) / 2;
  const rows = points.map(({ label, value }, index): Overlay => {
    const y = start + (index + 0.5) * pitch;
    const text = format.label(value);
    const name = shorten(label, (legend.width - size * 3) / size - labelWidth(text, 700), weight);
    return {
      area: around({ x: legend.x, y: y - pitch / 2, width: legend.width, height: pitch }, 0),
      entrance: rise(index, points.length, 320),
      paint: (context) => {
        context.fillStyle = style.series[index % style.series.length] ?? style.ink;
        context.beginPath();
        context.roundRect(
          legend.x,
          y - size * 0.4,
          size * 0.8,
          size * 0.8,
          style.corner === 0 ? 0 : size * 0.2,
        );
        context.fill();
        const place = { y, size, colour: style.ink };
        paintLabel(context, name, { ...place, x: legend.x + size * 1.5, weight, align: 'left' });
        paintLabel(context, text, { ...place, x: legend.x + legend.width, weight: 700, align: 'right' });
      },
    };
  });
  return [ring, ...rows];
};
