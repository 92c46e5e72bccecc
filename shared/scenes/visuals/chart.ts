import { isRightToLeft } from '#shared/scenes/text/scripts.ts';
import { below, textOverlay } from '#shared/scenes/visuals/blocks.ts';
import {
  everyNth,
  labelSize,
  type Plot,
  type PlotPainter,
} from '#shared/scenes/visuals/chart/chart-parts.ts';
import { paintColumns } from '#shared/scenes/visuals/chart/columns.ts';
import { paintLine } from '#shared/scenes/visuals/chart/line.ts';
import { numberFormat } from '#shared/scenes/visuals/chart/number-format.ts';
import { paintPie } from '#shared/scenes/visuals/chart/pie.ts';
import { paintRows } from '#shared/scenes/visuals/chart/rows.ts';
import { fade, rise } from '#shared/scenes/visuals/entrances.ts';
import type { Overlay, VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** Parts that a ring can show apart from each other; more are clearer as bars. */
const MAX_PARTS = 6;
/** Part of the width that columns have; the rest is for the numbers of the scale. */
const BESIDE_SCALE = 0.82;

/** The painter that shows these points best: a ring only for few positive parts, columns only where names fit below. */
function painterFor(chart: 'bar' | 'line' | 'pie', { points, area, stage }: Plot): PlotPainter {
  if (chart === 'line') return paintLine;
  const positive = points.every(({ value }) => value >= 0) && points.some(({ value }) => value > 0);
  if (chart === 'pie' && positive && points.length <= MAX_PARTS) return paintPie;
  const room = (area.width * BESIDE_SCALE) / points.length / labelSize(stage);
  const labels = points.map(({ label }) => label);
  const everyName = everyNth(labels, room, stage.style.label.weight) === 1;
  // Names in an order (years, months by number) can be thinned out; of others each must be there.
  const ordered = labels.every((label) => /\p{N}/u.test(label));
  return everyName || ordered ? paintColumns : paintRows;
}

/** Numbers as bars, a line or a ring, with title, unit and source. */
export const chartVisual: VisualKind<'chart'> = {
  kind: 'chart',
  draw(visual, stage) {
    const { area, unit, style, text, frame, language, fit } = stage;
    const upright = frame.height >= frame.width;
    const size = labelSize(stage);
    const points = visual.points.map(({ label, value }) => ({ label: text(label), value }));
    const values = points.map(({ value }) => value);
    const format = numberFormat(language, text(visual.unit ?? ''), values);
    const toLeft = isRightToLeft(visual.title);
    const align = toLeft ? 'right' : 'start';
    const title = fit(text(visual.title), style.heading, {
      width: area.width,
      height: area.height * 0.22,
      max: unit * (upright ? 7.4 : 5.4),
      min: unit * 3,
      maxLines: upright ? 3 : 2,
    });
    const small = { width: area.width, height: unit * 4.8, max: size * 0.9, min: unit * 2, maxLines: 1 };
    const note = fit(format.note, style.label, { ...small, max: size });
    const source = fit(text(visual.source ?? ''), style.label, small);
    const place = { x: area.x, width: area.width } as const;
    const overlays: Overlay[] = [textOverlay(title, { ...place, y: area.y, colour: style.ink }, rise())];
    if (note.height > 0) {
      const y = area.y + title.height + unit * 0.6;
      overlays.push(textOverlay(note, { ...place, y, colour: style.muted, align }, fade(0, 1, 120)));
    }
    if (source.height > 0) {
      const y = area.y + area.height - source.height;
      overlays.push(textOverlay(source, { ...place, y, colour: style.muted, align }, fade(0, 1, 500)));
    }
    const head = title.height + (note.height > 0 ? note.height + unit * 0.6 : 0) + unit * 3.2;
    const foot = source.height > 0 ? source.height + unit * 1.6 : 0;
    const room = below(area, head);
    const plot: Plot = { points, area: { ...room, height: room.height - foot }, format, stage };
    overlays.push(...painterFor(visual.chart, plot)(plot));
    const told = visual.points.map(({ label, value }) => `${label} ${format.label(value)}`).join(', ');
    const scale = visual.unit === undefined ? '' : ` (${visual.unit})`;
    return { overlays, description: `${visual.title}${scale}: ${told}` };
  },
};
