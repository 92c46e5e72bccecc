import type { Area } from '#shared/scenes/frame.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';
import type { FittedText } from '#shared/scenes/text/fit-text.ts';
import { paintText } from '#shared/scenes/text/paint-text.ts';
import { isRightToLeft } from '#shared/scenes/text/scripts.ts';
import { around, below, blockTop, textOverlay } from '#shared/scenes/visuals/blocks.ts';
import { draw, rise } from '#shared/scenes/visuals/entrances.ts';
import { fitAlike, fitAt } from '#shared/scenes/visuals/fit-alike.ts';
import { paintBullet } from '#shared/scenes/visuals/list/bullets.ts';
import type { Overlay, Stage, VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** Room between the sides in units, the rule in its middle, and the rule's thickness. */
const GUTTER = 9;
const RULE = 0.32;
/** Largest and smallest letters in units: of a side's name, of a name that has no figure, of figures, of points. */
const LABEL = { max: 5, min: 2.6 };
const NAME = 9;
const FIGURE = { max: 20, min: 4 };
/** Largest figures in frames that are not broad, in units: there they leave room for words that can be read. */
const FIGURE_NARROW = 14;
const POINT = { max: 4.4, min: 2.3 };
/** Largest points where there are no figures, in units. */
const ONLY_POINTS = 5.6;
/** Indent of a point and gap between points, in parts of their size. */
const INDENT = 1.1;
const POINT_GAP = 0.5;

/** One side as it is drawn. */
interface SideTexts {
  label: FittedText;
  figure: FittedText;
  points: FittedText[];
}

type Sides = readonly { label: string; display: string; points: readonly string[] }[];

/** Heights of a side's parts, one below the other; a part that is empty takes no gap. */
function stack({ label, figure, points }: SideTexts, unit: number): { tops: number[]; height: number } {
  const tops: number[] = [];
  let y = 0;
  const put = (height: number, gap: number): void => {
    if (height > 0 && y > 0) y += gap;
    tops.push(y);
    y += height;
  };
  put(label.height, 0);
  put(figure.height, unit * 0.8);
  for (const [index, { height, size }] of points.entries()) {
    put(height, index === 0 ? unit * 2.6 : size * POINT_GAP);
  }
  return { tops, height: y };
}

/** The texts of both sides in equal sizes, the largest ones at which both fit into a cell. */
function fitSides(sides: Sides, cell: { width: number; height: number }, stage: Stage): SideTexts[] {
  const { unit, style, frame } = stage;
  // Upright frames are looked at on a telephone.
  const broad = frame.width > frame.height;
  const larger = frame.height > frame.width ? 1.35 : 1;
  const figures = sides.some(({ display }) => display !== '');
  for (let scale = larger; ; scale *= 0.93) {
    const least = scale < 0.3;
    const sized = ({ max, min }: { max: number; min: number }) => ({
      width: cell.width,
      max: Math.max(max * scale, min) * unit,
      min: min * unit,
    });
    const labelBox = { ...sized({ ...LABEL, max: figures ? LABEL.max : NAME }), height: cell.height * 0.4 };
    const labels = fitAlike(
      sides.map(({ label }) => label),
      style.heading,
      labelBox,
      stage,
    );
    const figureBox = {
      ...sized({ ...FIGURE, max: broad ? FIGURE.max : FIGURE_NARROW }),
      height: cell.height * 0.6,
      maxLines: 2,
      whole: true,
    };
    const shown = fitAlike(
      sides.map(({ display }) => display),
      { ...style.display, leading: 1.04 },
      figureBox,
      stage,
    );
    const bodyScale = scale * (style.body.scale ?? 1);
    const size = Math.max((figures ? POINT.max : ONLY_POINTS) * bodyScale, POINT.min) * unit;
    const most = Math.max(1, ...sides.map(({ points }) => points.length));
    const made = sides.map(({ points }, side): SideTexts => {
      const [label, figure] = [labels[side] as FittedText, shown[side] as FittedText];
      const left = cell.height - stack({ label, figure, points: [] }, unit).height - unit * 2.6;
      const height = least ? Math.max(size * 1.4, left / most - size * POINT_GAP) : cell.height;
      const box = { width: cell.width - INDENT * size, height };
      return { label, figure, points: points.map((point) => fitAt(size, point, style.body, box, stage)) };
    });
    const fits = made.every(
      (side) =>
        stack(side, unit).height <= cell.height &&
        [side.label, side.figure, ...side.points].every(({ shortened }) => !shortened),
    );
    if (fits || least) return made;
  }
}

function sideOverlay(texts: SideTexts, cell: Area, stage: Stage, index: number, toLeft: boolean): Overlay {
  const { unit, style } = stage;
  const { tops, height } = stack(texts, unit);
  const align = toLeft ? 'right' : 'left';
  return {
    area: around({ ...cell, height }, unit),
    entrance: rise(index, 2, 200),
    item: index,
    paint: (context) => {
      const place = { x: cell.x, width: cell.width, align } as const;
      const [first = 0, second = 0, ...rest] = tops;
      const named = texts.figure.height === 0;
      paintText(context, texts.label, {
        ...place,
        y: cell.y + first,
        colour: named ? style.accent : style.ink,
      });
      paintText(context, texts.figure, { ...place, y: cell.y + second, colour: style.accent });
      texts.points.forEach((point, at) => {
        const y = cell.y + (rest[at] ?? 0);
        const { size } = point;
        paintBullet(context, { ...cell, y: y + point.lineHeight / 2, size, toLeft }, style);
        const indent = INDENT * size;
        const inner = { x: toLeft ? cell.x : cell.x + indent, width: cell.width - indent, align } as const;
        paintText(context, point, { ...inner, y, colour: style.ink });
      });
    },
  };
}

/** Two things beside each other, or one above the other in upright frames, a rule between them. */
export const comparisonVisual: VisualKind<'comparison'> = {
  kind: 'comparison',
  draw(visual, stage) {
    const { area, unit, style, text, fit } = stage;
    const sides = visual.sides.map(({ label, display, points }) => ({
      label: text(label),
      display: text(display ?? ''),
      points: points.map(text).filter(Boolean),
    }));
    const toLeft = isRightToLeft(visual.sides.map(({ label }) => label).join(' '));
    const title = fit(text(visual.heading ?? ''), style.heading, {
      width: area.width,
      height: area.height * 0.2,
      max: unit * 5.4,
      min: unit * 3,
      maxLines: 2,
    });
    const head = title.height === 0 ? 0 : title.height + unit * 4;
    const room = below(area, head);
    const broad = area.width > area.height * 1.1;
    const cell = broad
      ? { width: (room.width - GUTTER * unit) / 2, height: room.height }
      : { width: room.width, height: (room.height - GUTTER * unit) / 2 };
    const texts = fitSides(sides, cell, stage);
    const heights = texts.map((side) => stack(side, unit).height);
    const tallest = Math.max(...heights);
    const height = broad ? tallest : heights.reduce((sum, one) => sum + one, GUTTER * unit);
    const top = blockTop(area, head + height) + head;
    const overlays: Overlay[] = [];
    if (title.height > 0) {
      overlays.push(
        textOverlay(title, { x: area.x, y: top - head, width: area.width, colour: style.ink }, rise()),
      );
    }
    const middle = top + (heights[0] ?? 0) + (GUTTER * unit) / 2;
    const rule = broad
      ? { x: area.x + area.width / 2 - (RULE * unit) / 2, y: top, width: RULE * unit, height: tallest }
      : { x: area.x, y: middle - (RULE * unit) / 2, width: area.width, height: RULE * unit };
    overlays.push({
      area: around(rule, 1),
      entrance: draw(broad ? 'wipe-down' : toLeft ? 'wipe-left' : 'wipe-right', 0, 1, 120),
      paint: (context) => {
        context.fillStyle = withAlpha(style.ink, 0.4);
        context.fillRect(rule.x, rule.y, rule.width, rule.height);
      },
    });
    texts.forEach((side, index) => {
      const first = (index === 0) !== (broad && toLeft);
      const x = broad && !first ? area.x + cell.width + GUTTER * unit : area.x;
      const y = broad || first ? top : middle + (GUTTER * unit) / 2;
      overlays.push(sideOverlay(side, { ...cell, x, y }, stage, index, toLeft));
    });
    const told = visual.sides.map(({ label, display, points }) =>
      [[label, display].filter(Boolean).join(': '), ...points].join(', '),
    );
    return { overlays, description: [visual.heading, told.join('; ')].filter(Boolean).join(': ') };
  },
};
