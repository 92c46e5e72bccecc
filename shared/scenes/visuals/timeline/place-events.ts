import type { Area } from '#shared/scenes/frame.ts';
import type { FittedText } from '#shared/scenes/text/fit-text.ts';
import { fitAlike } from '#shared/scenes/visuals/fit-alike.ts';
import type { Stage } from '#shared/scenes/visuals/visual-kind.ts';

/** Texts of an event. */
export interface EventText {
  when: string;
  what: string;
}

/** A text in its place: the top left corner of its box, and the box's width. */
interface PlacedText {
  text: FittedText;
  x: number;
  y: number;
  width: number;
}

/** An event in its place. */
export interface PlacedEvent {
  dot: { x: number; y: number };
  /** The other end of the stem that joins the dot to its texts, right above or below it; none where they are near. */
  stem?: number;
  when: PlacedText;
  what: PlacedText;
}

/** A line with its events; all for lines of text that run to the right. */
export interface PlacedTimeline {
  line: { from: { x: number; y: number }; to: { x: number; y: number } };
  events: PlacedEvent[];
  /** The box about all of it. */
  height: number;
}

/** Radius of a dot, and sizes of letters, in units. */
export const DOT = 1.15;
const WHEN = { max: 5.2, min: 2.6 };
const WHAT = { max: 4.2, min: 2.3 };
/** How much larger letters are at most where there are few events. */
const LARGER = 1.35;
/** Smallest part of the largest letters; then texts are cut short. */
const LEAST_SCALE = 0.45;
/** Part of the width that dates have where texts stand beside them. */
const DATES = 0.27;
/** From so many events on they stand above and below the line in turn, each with twice the width. */
const IN_TURN_FROM = 5;

/** Both texts of all events in common sizes, for boxes of one width and the heights given. */
function fitEvents(
  events: readonly EventText[],
  box: { when: number; what: number; height: number; scale: number; between: number; beside?: boolean },
  stage: Stage,
): { whens: FittedText[]; whats: FittedText[] } {
  const { unit, style } = stage;
  const sized = ({ max, min }: { max: number; min: number }) => ({
    max: Math.max(max * box.scale, min) * unit,
    min: min * unit,
  });
  const whens = fitAlike(
    events.map(({ when }) => when),
    style.heading,
    {
      width: box.when,
      height: Math.max(box.height * 0.4, unit * WHEN.min * style.heading.leading),
      maxLines: 2,
      ...sized(WHEN),
    },
    stage,
  );
  const tall = box.beside ? 0 : Math.max(0, ...whens.map(({ height }) => height)) + box.between;
  const height = Math.max(unit * WHAT.min * style.body.leading, box.height - tall);
  const whats = fitAlike(
    events.map(({ what }) => what),
    style.body,
    { width: box.what, height, ...sized(WHAT) },
    stage,
  );
  return { whens, whats };
}

/** Along a line from left to right: dates above it, what happened below; many events above and below in turn. */
export function placeAlong(events: readonly EventText[], area: Area, stage: Stage): PlacedTimeline {
  const { unit } = stage;
  const inTurn = events.length >= IN_TURN_FROM;
  const gap = unit * 3.6;
  const inset = inTurn ? unit * 2 : 0;
  const pitch = inTurn ? area.width / (events.length + 1) : (area.width + gap) / events.length;
  const width = (inTurn ? 2 * pitch : pitch) - gap - inset;
  const [clear, between] = [unit * 3, unit * 0.7];
  const room = inTurn ? area.height / 2 - clear : area.height - 2 * clear;
  const box = { when: width, what: width, height: room, scale: LARGER, between };
  const { whens, whats } = fitEvents(events, box, stage);
  const tallWhen = Math.max(0, ...whens.map(({ height }) => height));
  const block = (index: number): number =>
    (whens[index]?.height ?? 0) + between + (whats[index]?.height ?? 0);
  const tallest = Math.max(0, ...events.map((_, index) => block(index)));
  const above = inTurn ? tallest + clear : tallWhen + clear;
  const below = inTurn ? tallest + clear : Math.max(0, ...whats.map(({ height }) => height)) + clear;
  const y = area.y + above;
  const placed = events.map((_, index): PlacedEvent => {
    const x = area.x + index * pitch;
    const [when, what] = [whens[index] as FittedText, whats[index] as FittedText];
    const dot = { x: x + DOT * unit, y };
    if (!inTurn) {
      return {
        dot,
        when: { text: when, x, y: y - clear - when.height, width },
        what: { text: what, x, y: y + clear, width },
      };
    }
    const top = index % 2 === 0 ? y - clear - tallest : y + clear;
    const from = x + DOT * unit + inset;
    return {
      dot,
      stem: index % 2 === 0 ? top : top + block(index),
      when: { text: when, x: from, y: top, width },
      what: { text: what, x: from, y: top + when.height + between, width },
    };
  });
  const line = { from: { x: area.x, y }, to: { x: area.x + area.width, y } };
  return { line, events: placed, height: above + below };
}

/** Rows along a line from top to bottom at one size of letters; undefined where they do not fit and need not. */
function rowsDown(
  events: readonly EventText[],
  area: Area,
  stage: Stage,
  { scale, beside, least }: { scale: number; beside: boolean; least: boolean },
): PlacedTimeline | undefined {
  const { unit } = stage;
  const indent = unit * 5.5;
  const inner = area.width - indent;
  const dates = beside ? inner * DATES : inner;
  const texts = beside ? inner - dates - unit * 2.5 : inner;
  const gap = unit * (least ? 0.8 : Math.max(1.4, 3 - 0.35 * Math.max(0, events.length - 4)));
  const each = least ? area.height / events.length - gap : area.height;
  const box = { when: dates, what: texts, height: each, scale, between: 0, beside };
  const { whens, whats } = fitEvents(events, box, stage);
  const heights = events.map((_, index) => {
    const [when = 0, what = 0] = [whens[index]?.height, whats[index]?.height];
    return beside ? Math.max(when, what) : when + what;
  });
  const height = heights.reduce((sum, one) => sum + one + gap, -gap);
  const whole = [...whens, ...whats].every(({ shortened }) => !shortened);
  if (!least && (height > area.height || !whole)) return undefined;
  const between = Math.max(1, events.length - 1);
  const spare = Math.min(unit * 3, Math.max(0, area.height - height) / between);
  let y = area.y;
  const placed = events.map((_, index): PlacedEvent => {
    const [when, what] = [whens[index] as FittedText, whats[index] as FittedText];
    const top = y;
    y += (heights[index] ?? 0) + gap + spare;
    const middle = top + when.lineHeight / 2;
    const x = area.x + indent;
    return {
      dot: { x: area.x + DOT * unit, y: middle },
      when: { text: when, x, y: top, width: dates },
      what: beside
        ? { text: what, x: x + inner - texts, y: middle - what.lineHeight / 2, width: texts }
        : { text: what, x, y: top + when.height, width: texts },
    };
  });
  const x = area.x + DOT * unit;
  const total = height + spare * (events.length - 1);
  return { line: { from: { x, y: area.y }, to: { x, y: area.y + total } }, events: placed, height: total };
}

/** Along a line from top to bottom: dates above what happened, or before it where that allows larger letters. */
export function placeDown(events: readonly EventText[], area: Area, stage: Stage): PlacedTimeline {
  for (let scale = LARGER; scale > LEAST_SCALE; scale *= 0.94) {
    for (const beside of [false, true]) {
      const rows = rowsDown(events, area, stage, { scale, beside, least: false });
      if (rows) return rows;
    }
  }
  const rows = rowsDown(events, area, stage, { scale: LEAST_SCALE, beside: true, least: true });
  if (rows === undefined) throw new RangeError('Rows at the smallest size always have a place.');
  return rows;
}
