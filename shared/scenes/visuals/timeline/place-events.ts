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
/** From so many events on they stand above and below the line in turn, each with twice the width. */
const IN_TURN_FROM = 5;

/** Both texts of all events in common sizes, for boxes of one width and the heights given. */
function fitEvents(
  events: readonly EventText[],
  box: { when: number; what: number; height: number; scale: number },
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
    { width: box.when, height: box.height * 0.4, maxLines: 2, ...sized(WHEN) },
    stage,
  );
  const tall = Math.max(0, ...whens.map(({ height }) => height));
  const height = Math.max(unit * WHAT.min * style.body.leading, box.height - tall - unit * 5);
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
  const gap = unit * 3.2;
  const pitch = inTurn ? area.width / (events.length + 1) : (area.width + gap) / events.length;
  const width = (inTurn ? 2 * pitch : pitch) - gap;
  const room = inTurn ? area.height / 2 - unit * 3 : area.height;
  const { whens, whats } = fitEvents(events, { when: width, what: width, height: room, scale: 1 }, stage);
  const [clear, between] = [unit * 2.4, unit * 0.7];
  const tallWhen = Math.max(0, ...whens.map(({ height }) => height));
  const block = (index: number): number =>
    (whens[index]?.height ?? 0) + between + (whats[index]?.height ?? 0);
  const tallest = Math.max(0, ...events.map((_, index) => block(index)));
  const above = inTurn ? tallest + clear + unit : tallWhen + clear;
  const below = inTurn ? tallest + clear + unit : Math.max(0, ...whats.map(({ height }) => height)) + clear;
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
    const top = index % 2 === 0 ? y - clear - unit - block(index) : y + clear + unit;
    return {
      dot,
      when: { text: when, x, y: top, width },
      what: { text: what, x, y: top + when.height + between, width },
    };
  });
  const line = { from: { x: area.x, y }, to: { x: area.x + area.width, y } };
  return { line, events: placed, height: above + below };
}

/** Along a line from top to bottom: dates and what happened to the right of it, beside or below each other. */
export function placeDown(events: readonly EventText[], area: Area, stage: Stage): PlacedTimeline {
  const { unit } = stage;
  const indent = unit * 5.5;
  const width = area.width - indent;
  const count = events.length;
  for (let scale = 1.35; ; scale *= 0.94) {
    const least = scale < 0.45;
    const each = least ? area.height / count - unit * 2 : area.height;
    const { whens, whats } = fitEvents(events, { when: width, what: width, height: each, scale }, stage);
    const heights = events.map((_, index) => (whens[index]?.height ?? 0) + (whats[index]?.height ?? 0));
    const gap = unit * (least ? 1 : 3.4);
    const height = heights.reduce((sum, one) => sum + one + gap, -gap);
    const whole = [...whens, ...whats].every(({ shortened }) => !shortened);
    if (!least && (height > area.height || !whole)) continue;
    const spare = Math.min(unit * 3, Math.max(0, area.height - height) / Math.max(1, count - 1));
    let y = area.y;
    const placed = events.map((_, index): PlacedEvent => {
      const [when, what] = [whens[index] as FittedText, whats[index] as FittedText];
      const top = y;
      y += (heights[index] ?? 0) + gap + spare;
      return {
        dot: { x: area.x + DOT * unit, y: top + when.lineHeight / 2 },
        when: { text: when, x: area.x + indent, y: top, width },
        what: { text: what, x: area.x + indent, y: top + when.height, width },
      };
    });
    const x = area.x + DOT * unit;
    const total = height + spare * (count - 1);
    return {
      line: { from: { x, y: area.y }, to: { x, y: area.y + total } },
      events: placed,
      height: total,
    };
  }
}
