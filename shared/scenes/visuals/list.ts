import type { Area } from '#shared/scenes/frame.ts';
import type { FittedText } from '#shared/scenes/text/fit-text.ts';
import { isRightToLeft } from '#shared/scenes/text/scripts.ts';
import { around, below, blockTop, textOverlay } from '#shared/scenes/visuals/blocks.ts';
import { labelWidth } from '#shared/scenes/visuals/chart/chart-parts.ts';
import { rise } from '#shared/scenes/visuals/entrances.ts';
import { fitAt } from '#shared/scenes/visuals/fit-alike.ts';
import { paintBullet, paintOrdinal } from '#shared/scenes/visuals/list/bullets.ts';
import type { Overlay, Stage, VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** Width of a bullet's column, room beside a number, and gap between items, in parts of the font size. */
const INDENT = 1.15;
const NUMBER_GAP = 0.75;
const ITEM_GAP = 0.62;
/** Words of items are broken only at this part of the largest size and below. */
const MAY_BREAK = 0.62;
/** Gap between two columns, in units. */
const COLUMN_GAP = 5;
/** Largest letters, in units. */
const LARGEST = { broad: 6.6, other: 8 };
/** Largest heading, in units. */
const HEADING = 7.2;

interface Layout {
  texts: FittedText[];
  size: number;
  columns: number;
  /** Items of each column, and the height of the tallest one. */
  perColumn: number;
  height: number;
}

function columnHeights(texts: readonly FittedText[], perColumn: number, size: number): number[] {
  const heights: number[] = [];
  texts.forEach((text, index) => {
    const column = Math.floor(index / perColumn);
    const gap = index % perColumn === 0 ? 0 : ITEM_GAP * size;
    heights[column] = (heights[column] ?? 0) + gap + text.height;
  });
  return heights;
}

/** The largest common size at which all items fit in so many columns; the smallest one if none does. */
function layOut(
  items: readonly string[],
  { unit, style, fit, frame }: Stage,
  area: Area,
  columns: number,
  indent: number,
): Layout {
  const type = style.body;
  const perColumn = Math.ceil(items.length / columns);
  const width = (area.width - (columns - 1) * COLUMN_GAP * unit) / columns;
  const min = unit * 2.3;
  const largest = frame.width > frame.height ? LARGEST.broad : LARGEST.other;
  const start = unit * largest * (type.scale ?? 1);
  for (let size = start; ; size = Math.max(min, size * 0.95)) {
    const room = (area.height - (perColumn - 1) * ITEM_GAP * size) / perColumn;
    const texts = items.map((item) =>
      fitAt(
        size,
        item,
        type,
        {
          width: width - indent * size,
          height: size <= min ? Math.max(room, size * type.leading) : area.height,
        },
        { fit },
      ),
    );
    const height = Math.max(...columnHeights(texts, perColumn, size));
    const torn = size > start * MAY_BREAK && texts.some(({ broken }) => broken);
    const whole = texts.every(({ shortened }) => !shortened);
    if (size <= min || (height <= area.height && whole && !torn)) {
      return { texts, size, columns, perColumn, height };
    }
  }
}

/** Room before the items, in parts of their size: for bullets, or for numbers as wide as the widest. */
function indentOf(numbers: readonly string[] | undefined, { style }: Stage): number {
  if (numbers === undefined) return INDENT;
  return NUMBER_GAP + Math.max(...numbers.map((number) => labelWidth(number, style.heading.weight)));
}

/** A heading and up to eight items, which come in one by one; two columns where those allow larger letters. */
export const listVisual: VisualKind<'list'> = {
  kind: 'list',
  draw(visual, stage) {
    const { area, unit, style, text, frame, fit, language } = stage;
    const items = visual.items.map(text).filter(Boolean);
    const title = fit(visual.heading === undefined ? '' : text(visual.heading), style.heading, {
      width: area.width,
      height: area.height * 0.26,
      max: unit * HEADING,
      min: unit * 3.6,
      maxLines: 2,
    });
    const figures = new Intl.NumberFormat(language, { useGrouping: false });
    const numbers = visual.ordered ? items.map((_, index) => text(figures.format(index + 1))) : undefined;
    const indent = indentOf(numbers, stage);
    const headRoom = title.height === 0 ? 0 : title.height + unit * 3.4;
    const room = below(area, headRoom);
    const single = layOut(items, stage, room, 1, indent);
    const double = frame.width > frame.height && items.length > 4;
    const twin = double ? layOut(items, stage, room, 2, indent) : single;
    const layout = twin.size > single.size * 1.08 ? twin : single;
    const top = blockTop(area, headRoom + layout.height);
    const count = items.length + 1;
    const toLeft = isRightToLeft(items.join(' '));
    const overlays: Overlay[] = [];
    if (title.height > 0) {
      overlays.push(
        textOverlay(title, { x: area.x, y: top, width: area.width, colour: style.accent }, rise(0, count)),
      );
    }
    const { size } = layout;
    const columnWidth = (area.width - (layout.columns - 1) * COLUMN_GAP * unit) / layout.columns;
    let y = 0;
    layout.texts.forEach((item, index) => {
      const column = Math.floor(index / layout.perColumn);
      if (index % layout.perColumn === 0) y = top + headRoom;
      const from = toLeft ? layout.columns - 1 - column : column;
      const x = area.x + from * (columnWidth + COLUMN_GAP * unit);
      const width = columnWidth - indent * size;
      const place = { x: toLeft ? x : x + indent * size, y, width, colour: style.ink } as const;
      const words = textOverlay(item, { ...place, align: toLeft ? 'right' : 'left' }, rise(index + 1, count));
      const line = { x, width: columnWidth, y: y + item.lineHeight / 2, size, toLeft };
      overlays.push({
        ...words,
        item: index,
        area: around({ x, y, width: columnWidth, height: item.height }, size * 0.32),
        paint: (context) => {
          const number = numbers?.[index];
          if (number === undefined) paintBullet(context, line, style);
          else paintOrdinal(context, number, { ...line, indent: (indent - NUMBER_GAP) * size }, style);
          words.paint(context);
        },
      });
      y += item.height + ITEM_GAP * size;
    });
    const heading = visual.heading === undefined ? '' : `${visual.heading}: `;
    return { overlays, description: heading + visual.items.join('; ') };
  },
};
