import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Area } from '#shared/scenes/frame.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';
import { isRightToLeft } from '#shared/scenes/text/scripts.ts';
import {
  labelSize,
  labelWidth,
  type Plot,
  type PlotPainter,
  paintLabel,
  shorten,
} from '#shared/scenes/visuals/chart/chart-parts.ts';
import { along, draw } from '#shared/scenes/visuals/entrances.ts';
import type { Overlay } from '#shared/scenes/visuals/visual-kind.ts';

/** Bars come in in at most so many groups. */
const GROUPS = 6;
/** From so many rows on a broad area has two columns of them. */
const TWO_COLUMNS_FROM = 11;
/** Part of a column's width that names may take. */
const NAMES = 0.4;
/** Height of a row, in parts of the font size, from which on a name can stand above its bar. */
const STACKED_FROM = 2.9;
/** Height of a row in parts of a label's size, where there is room. */
const ROW = 4.5;
/** Thickness of a bar below its name, in parts of the font size. */
const STACKED_BAR = 1.4;
/** Thickest row of one line, in units. */
const MAX_PITCH = 11;

/** What all columns share, so that their bars can be compared: widths in pixels. */
interface Grid {
  pitch: number;
  size: number;
  nameWidth: number;
  valueWidth: number;
  low: number;
  /** Names stand above their bars, since they are too long to stand before them. */
  stacked: boolean;
  /** Pixels for a value of 1. */
  scale: number;
}

function gridFor({ points, format, stage }: Plot, column: Area, rows: number): Grid {
  const { style } = stage;
  const pitch = Math.min(column.height / rows, labelSize(stage) * ROW);
  const size = Math.min(labelSize(stage) * 1.17, pitch * 0.7);
  const values = points.map(({ value }) => value);
  const widest = Math.max(...values.map((value) => labelWidth(format.label(value), 700)));
  const names = points.map(({ label }) => labelWidth(label, style.label.weight));
  const longest = Math.max(...names) * size;
  const stacked = longest > column.width * NAMES && pitch >= size * STACKED_FROM;
  const nameWidth = stacked ? 0 : Math.min(longest, column.width * NAMES) + size;
  const valueWidth = (widest + 0.6) * size;
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const scale = (column.width - nameWidth - valueWidth) / (high - low || 1);
  return { pitch, size, stacked, nameWidth, valueWidth, low, scale };
}

function paintRow(
  context: SKRSContext2D,
  plot: Plot,
  grid: Grid,
  index: number,
  column: Area,
  y: number,
): void {
  const { style, unit } = plot.stage;
  const { label, value } = plot.points[index] ?? { label: '', value: 0 };
  const { pitch, size, scale } = grid;
  const weight = style.label.weight;
  const zero = column.x + grid.nameWidth - grid.low * scale;
  const length = Math.max(Math.abs(value) * scale, unit * 0.25);
  const left = value < 0 ? zero - length : zero;
  // Where names run to the left, everything stands as in a mirror.
  const toLeft = isRightToLeft(label);
  const mirrored = (x: number, wide = 0): number => (toLeft ? 2 * column.x + column.width - x - wide : x);
  const sided = (align: 'left' | 'right') => (toLeft ? (align === 'left' ? 'right' : 'left') : align);
  const thick = grid.stacked ? size * STACKED_BAR : Math.min(pitch, unit * MAX_PITCH) * 0.58;
  const barY = grid.stacked ? y + size * 0.76 : y;
  context.fillStyle = withAlpha(style.ink, 0.25);
  const axis = grid.stacked
    ? { y: barY - size * (STACKED_BAR / 2 + 0.25), height: size * (STACKED_BAR + 0.5) }
    : { y: y - pitch / 2, height: pitch };
  context.fillRect(mirrored(zero - unit * 0.08, unit * 0.16), axis.y, unit * 0.16, axis.height);
  context.fillStyle = style.series[0] ?? style.ink;
  context.beginPath();
  context.roundRect(
    mirrored(left, length),
    barY - thick / 2,
    length,
    thick,
    style.corner === 0 ? 0 : thick * 0.12,
  );
  context.fill();
  const text = { size, colour: style.ink } as const;
  const nameRoom = grid.stacked ? column.width : grid.nameWidth - size;
  const name = shorten(label, nameRoom / size + 0.01, weight);
  const nameY = grid.stacked ? y - size * 0.88 : y;
  paintLabel(context, name, { ...text, x: mirrored(column.x), y: nameY, weight, align: sided('left') });
  // Bars to both sides leave no room beside them: the values stand in a column of their own.
  const [x, align] =
    grid.low < 0
      ? ([column.x + column.width, 'right'] as const)
      : ([left + length + size * 0.4, 'left'] as const);
  paintLabel(context, plot.format.label(value), {
    ...text,
    x: mirrored(x),
    y: barY,
    weight: 700,
    align: sided(align),
  });
}

/** Bars that lie, one a row, each with its name before it and its value behind: for long names and many of them. */
export const paintRows: PlotPainter = (plot) => {
  const { points, area, stage } = plot;
  const columns = points.length >= TWO_COLUMNS_FROM && area.width > area.height * 1.5 ? 2 : 1;
  const gap = stage.unit * 6;
  const width = (area.width - gap * (columns - 1)) / columns;
  const rows = Math.ceil(points.length / columns);
  const grid = gridFor(plot, { ...area, width }, rows);
  const perGroup = Math.ceil(rows / Math.ceil(GROUPS / columns));
  const top = area.y + (area.height - grid.pitch * rows) / 2;
  const starts = Array.from({ length: columns }, (_, column) => column * rows).flatMap((first) =>
    Array.from({ length: Math.ceil(Math.min(rows, points.length - first) / perGroup) }, (_, group) => ({
      first: first + group * perGroup,
      end: Math.min(first + rows, points.length, first + (group + 1) * perGroup),
    })),
  );
  const toLeft = isRightToLeft(points.map(({ label }) => label).join(' '));
  return starts.map(({ first, end }, group): Overlay => {
    const column = { ...area, width, x: area.x + Math.floor(first / rows) * (width + gap) };
    const y = (index: number): number => top + ((index % rows) + 0.5) * grid.pitch;
    return {
      area: { ...column, y: y(first) - grid.pitch / 2, height: (end - first) * grid.pitch },
      entrance: draw(along(toLeft), group, starts.length, 160),
      ...(perGroup === 1 && columns === 1 ? { item: group } : {}),
      paint: (context) => {
        for (let index = first; index < end; index += 1) {
          paintRow(context, plot, grid, index, column, y(index));
        }
      },
    };
  });
};
