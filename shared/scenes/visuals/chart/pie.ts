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
/** Room for the sample of colour before a name, and between a name and its value, in em. */
const INDENT = 1.5;
const VALUE_GAP = 2.4;

/** Parts of a whole as a ring, the names with their shares beside it (below it in upright frames). */
export const paintPie: PlotPainter = ({ points, area, format, stage }) => {
  const { style, unit } = stage;
  const weight = style.label.weight;
  const total = points.reduce((sum, { value }) => sum + value, 0);
  const upright = area.width < area.height * 1.15;
  const pitch = Math.min(unit * 8.4, (area.height * (upright ? 0.45 : 1)) / points.length);
  const gap = unit * (upright ? 5 : 8);
  const values = points.map(({ value }) => format.label(value));
  const valueWidth = Math.max(...values.map((value) => labelWidth(value, 700)));
  const rowsHeight = points.length * pitch;
  const legendEm = (names: readonly string[]): number =>
    INDENT + Math.max(...names.map((name) => labelWidth(name, weight))) + VALUE_GAP + valueWidth;
  const wanted = legendEm(points.map(({ label }) => label));
  const ringRoom = area.width * (upright ? 0 : 0.34);
  const fair = (area.width - ringRoom - (upright ? 0 : gap)) / wanted;
  const size = Math.min(pitch * 0.58, unit * 3.9, Math.max(unit * 2.8, fair));
  const legendRoom = (area.width - ringRoom - (upright ? 0 : gap)) / size - INDENT - VALUE_GAP - valueWidth;
  const names = points.map(({ label }) => shorten(label, legendRoom, weight));
  const legendWidth = legendEm(names) * size;
  const diameter = upright
    ? Math.min(area.width * 0.74, area.height - rowsHeight - gap)
    : Math.min(area.height, area.width * 0.4, area.width - gap - legendWidth);
  const radius = diameter / 2;
  const [width, height] = upright
    ? [legendWidth, diameter + gap + rowsHeight]
    : [diameter + gap + legendWidth, diameter];
  const left = area.x + (area.width - width) / 2;
  const top = area.y + (area.height - height) / 2;
  const centre = { x: upright ? area.x + area.width / 2 : left + radius, y: top + radius };
  const legend: Area = upright
    ? { x: left, y: top + diameter + gap, width: legendWidth, height: rowsHeight }
    : {
        x: left + diameter + gap,
        y: top + (diameter - rowsHeight) / 2,
        width: legendWidth,
        height: rowsHeight,
      };
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
  const rows = points.map((_, index): Overlay => {
    const y = legend.y + (index + 0.5) * pitch;
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
        paintLabel(context, names[index] ?? '', {
          ...place,
          x: legend.x + INDENT * size,
          weight,
          align: 'left',
        });
        paintLabel(context, values[index] ?? '', {
          ...place,
          x: legend.x + legend.width,
          weight: 700,
          align: 'right',
        });
      },
    };
  });
  return [ring, ...rows];
};
