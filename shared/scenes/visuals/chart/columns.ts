import { fieldFor } from '#shared/scenes/visuals/chart/axes.ts';
import { labelWidth, type PlotPainter, paintLabel } from '#shared/scenes/visuals/chart/chart-parts.ts';
import { timePositions } from '#shared/scenes/visuals/chart/time-positions.ts';
import { draw } from '#shared/scenes/visuals/entrances.ts';

/** Columns come in in at most so many groups. */
const GROUPS = 6;

/** Bars that stand, with a scale; values above them where there is room. */
export const paintColumns: PlotPainter = (plot) => {
  const { points, format, stage } = plot;
  const { style, unit } = stage;
  const field = fieldFor(plot, false);
  const peak = Math.max(...points.map(({ value }) => Math.abs(value)));
  // Of values in time the newest is the one that counts; of others nobody has said which.
  const accented = timePositions(points.map(({ label }) => label)) === undefined ? -1 : points.length - 1;
  // Where the first colour of the style's series is its accent, the newest bar would not stand out.
  const plain =
    (accented < 0 ? undefined : style.series.find((colour) => colour !== style.accent)) ??
    style.series[0] ??
    style.ink;
  const labels = points.map(({ value }) => format.label(value));
  const widest = Math.max(...labels.map((label) => labelWidth(label, 700)));
  const size = Math.min(field.size * 1.15, (field.pitch * 0.96) / widest);
  const allLabels = size >= field.size * 0.8;
  const broad = Math.min(field.pitch * 0.64, unit * 15);
  const perGroup = Math.ceil(points.length / GROUPS);
  const groups = Math.ceil(points.length / perGroup);
  const columns = Array.from({ length: groups }, (_, group) => {
    const first = group * perGroup;
    const last = Math.min(points.length, first + perGroup);
    const side = allLabels ? 0 : field.size * widest;
    const below = points.slice(first, last).every(({ value }) => value < 0);
    const left = Math.max(plot.area.x, field.x(first) - field.pitch / 2 - side);
    const right = Math.min(plot.area.x + plot.area.width, field.x(last - 1) + field.pitch / 2 + side);
    return {
      area: {
        x: Math.floor(left),
        y: Math.floor(plot.area.y - unit),
        width: Math.ceil(right - left),
        height: Math.ceil(field.area.height + field.size * 3.6),
      },
      entrance: draw(below ? 'wipe-down' : 'wipe-up', group, groups, 200),
      ...(perGroup === 1 ? { item: group } : {}),
      paint: (context) => {
        for (let index = first; index < last; index += 1) {
          const value = points[index]?.value ?? 0;
          const [from, to] = [field.y(Math.max(0, value)), field.y(Math.min(0, value))];
          const height = Math.max(to - from, unit * 0.25);
          const x = field.x(index);
          context.fillStyle = index === accented ? style.accent : plain;
          context.beginPath();
          const round = style.corner === 0 ? 0 : Math.min(broad * 0.12, unit * 0.8, height);
          context.roundRect(
            x - broad / 2,
            from,
            broad,
            height,
            value < 0 ? [0, 0, round, round] : [round, round, 0, 0],
          );
          context.fill();
          if (!allLabels && index !== accented && Math.abs(value) !== peak) continue;
          const labelSize = allLabels ? size : field.size;
          const y = value < 0 ? to + labelSize * 0.85 : from - labelSize * 0.85;
          const half = (labelWidth(labels[index] ?? '', 700) * labelSize) / 2;
          const right = plot.area.x + plot.area.width;
          paintLabel(context, labels[index] ?? '', {
            x: Math.min(Math.max(x, plot.area.x + half), right - half),
            y,
            size: labelSize,
            weight: 700,
            colour: style.ink,
            align: 'center',
          });
        }
      },
    } satisfies ReturnType<PlotPainter>[number];
  });
  return [field.overlay, ...columns];
};
