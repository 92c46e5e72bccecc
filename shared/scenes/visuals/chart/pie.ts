import type { SKRSContext2D } from '@napi-rs/canvas';
import { around } from '#shared/scenes/visuals/blocks.ts';
import {
  labelWidth,
  type Plot,
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
/** Smallest size of a legend in units; names that do not fit at it are shortened. */
const SMALLEST = 2.8;

/** Where ring and legend stand; widths in pixels. */
interface PieLayout {
  centre: { x: number; y: number };
  radius: number;
  legend: { x: number; y: number; width: number };
  pitch: number;
  size: number;
  names: string[];
}

/** Ring and legend beside each other, or one below the other; names shortened only where they fit in no fair size. */
function layOut({ points, area, stage, format }: Plot, upright: boolean): PieLayout {
  const { unit, style } = stage;
  const { weight } = style.label;
  const values = Math.max(...points.map(({ value }) => labelWidth(format.label(value), 700)));
  const legendEm = (names: readonly string[]): number =>
    INDENT + Math.max(...names.map((name) => labelWidth(name, weight))) + VALUE_GAP + values;
  const gap = unit * (upright ? 5 : 8);
  const pitch = Math.min(unit * (upright ? 9.6 : 8.4), (area.height * (upright ? 0.45 : 1)) / points.length);
  const room = upright ? area.width : area.width * 0.66 - gap;
  const fair = room / legendEm(points.map(({ label }) => label));
  const size = Math.min(pitch * 0.58, unit * (upright ? 5 : 3.9), Math.max(unit * SMALLEST, fair));
  const names = points.map(({ label }) =>
    shorten(label, room / size - INDENT - VALUE_GAP - values + 0.01, weight),
  );
  const legendWidth = legendEm(names) * size;
  const rowsHeight = pitch * points.length;
  const diameter = upright
    ? Math.min(area.width * 0.74, area.height - rowsHeight - gap)
    : Math.min(area.height, area.width * 0.4, area.width - gap - legendWidth);
  const width = upright ? legendWidth : diameter + gap + legendWidth;
  const height = upright ? diameter + gap + rowsHeight : diameter;
  const left = area.x + (area.width - width) / 2;
  const top = area.y + (area.height - height) / 2;
  const radius = diameter / 2;
  return {
    centre: { x: upright ? area.x + area.width / 2 : left + radius, y: top + radius },
    radius,
    legend: upright
      ? { x: left, y: top + diameter + gap, width: legendWidth }
      : { x: left + diameter + gap, y: top + (diameter - rowsHeight) / 2, width: legendWidth },
    pitch,
    size,
    names,
  };
}

function paintRing(context: SKRSContext2D, { points, stage }: Plot, { centre, radius }: PieLayout): void {
  const { style } = stage;
  const total = points.reduce((sum, { value }) => sum + value, 0);
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
}

/** Parts of a whole as a ring, the names with their values beside it (below it in upright frames). */
export const paintPie: PlotPainter = (plot) => {
  const { points, area, format, stage } = plot;
  const { style, unit } = stage;
  const beside = layOut(plot, false);
  const upright =
    area.width < area.height * 1.15 || (beside.size <= unit * SMALLEST && area.width < area.height * 1.8);
  const layout = upright ? layOut(plot, true) : beside;
  const { centre, radius, legend, pitch, size, names } = layout;
  const ring: Overlay = {
    area: around({ x: centre.x - radius, y: centre.y - radius, width: 2 * radius, height: 2 * radius }, 2),
    entrance: fade(0, 1, 160),
    paint: (context) => paintRing(context, plot, layout),
  };
  const rows = points.map(({ value }, index): Overlay => {
    const y = legend.y + (index + 0.5) * pitch;
    return {
      area: around({ ...legend, y: y - pitch / 2, height: pitch }, 1),
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
        const start = legend.x + INDENT * size;
        paintLabel(context, names[index] ?? '', {
          ...place,
          x: start,
          weight: style.label.weight,
          align: 'left',
        });
        const end = legend.x + legend.width;
        paintLabel(context, format.label(value), { ...place, x: end, weight: 700, align: 'right' });
      },
    };
  });
  return [ring, ...rows];
};
