import type { SKRSContext2D } from '@napi-rs/canvas';
import { isRightToLeft } from '#shared/scenes/text/scripts.ts';
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

/** One part of the ring. */
function paintPart(
  context: SKRSContext2D,
  { points, stage }: Plot,
  { centre, radius }: PieLayout,
  index: number,
): void {
  const { style } = stage;
  const total = points.reduce((sum, { value }) => sum + value, 0);
  const before = points.slice(0, index).reduce((sum, { value }) => sum + value, 0);
  const value = points[index]?.value ?? 0;
  const start = (before / total - 0.25) * Math.PI * 2;
  const end = start + (value / total) * Math.PI * 2;
  const gap = value === total ? 0 : Math.min(0.014, (end - start) / 4);
  context.beginPath();
  context.arc(centre.x, centre.y, radius, start + gap, end - gap);
  context.arc(centre.x, centre.y, radius * HOLE, end - gap / HOLE, start + gap / HOLE, true);
  context.closePath();
  context.fillStyle = style.series[index % style.series.length] ?? style.ink;
  context.fill();
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
  const parts = points.map((_, index): Overlay => {
    return {
      area: around({ x: centre.x - radius, y: centre.y - radius, width: 2 * radius, height: 2 * radius }, 2),
      entrance: fade(index, points.length, 120),
      item: index,
      paint: (context) => paintPart(context, plot, layout, index),
    };
  });
  const toLeft = isRightToLeft(points.map(({ label }) => label).join(' '));
  const rows = points.map(({ value }, index): Overlay => {
    const y = legend.y + (index + 0.5) * pitch;
    return {
      area: around({ ...legend, y: y - pitch / 2, height: pitch }, 1),
      entrance: rise(index, points.length, 220),
      item: index,
      paint: (context) => {
        context.fillStyle = style.series[index % style.series.length] ?? style.ink;
        context.beginPath();
        context.roundRect(
          toLeft ? legend.x + legend.width - size * 0.8 : legend.x,
          y - size * 0.4,
          size * 0.8,
          size * 0.8,
          style.corner === 0 ? 0 : size * 0.2,
        );
        context.fill();
        const place = { y, size, colour: style.ink };
        const [left, right] = [legend.x, legend.x + legend.width];
        const start = toLeft ? right - INDENT * size : left + INDENT * size;
        const [name, figure] = toLeft ? (['right', 'left'] as const) : (['left', 'right'] as const);
        const words = { ...place, x: start, weight: style.label.weight, align: name };
        paintLabel(context, names[index] ?? '', words);
        const end = toLeft ? left : right;
        paintLabel(context, format.label(value), { ...place, x: end, weight: 700, align: figure });
      },
    };
  });
  return [...parts, ...rows];
};
