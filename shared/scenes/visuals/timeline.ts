import type { Area } from '#shared/scenes/frame.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';
import { paintText } from '#shared/scenes/text/paint-text.ts';
import { isRightToLeft } from '#shared/scenes/text/scripts.ts';
import { around, below, blockTop, textOverlay } from '#shared/scenes/visuals/blocks.ts';
import { draw, fade, rise } from '#shared/scenes/visuals/entrances.ts';
import {
  DOT,
  type PlacedEvent,
  type PlacedTimeline,
  placeAlong,
  placeDown,
} from '#shared/scenes/visuals/timeline/place-events.ts';
import type { Overlay, Stage, VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** Thickness of the line, in units. */
const LINE = 0.4;

/** The same box seen in a mirror in the middle of the area. */
function mirrorIn(area: Area) {
  return (x: number, width = 0): number => 2 * area.x + area.width - x - width;
}

function lineOverlay(
  { line: { from, to } }: PlacedTimeline,
  stage: Stage,
  toLeft: boolean,
  area: Area,
): Overlay {
  const { style, unit } = stage;
  const down = from.x === to.x;
  const thick = LINE * unit;
  const box = down
    ? { x: from.x - thick / 2, y: from.y, width: thick, height: to.y - from.y }
    : { x: from.x, y: from.y - thick / 2, width: to.x - from.x, height: thick };
  const x = toLeft ? mirrorIn(area)(box.x, box.width) : box.x;
  return {
    area: around({ ...box, x }, 1),
    entrance: draw(down ? 'wipe-down' : toLeft ? 'wipe-left' : 'wipe-right', 0, 1, 100),
    paint: (context) => {
      context.fillStyle = withAlpha(style.accent, 0.6);
      context.fillRect(x, box.y, box.width, box.height);
    },
  };
}

function eventOverlay(
  event: PlacedEvent,
  stage: Stage,
  toLeft: boolean,
  area: Area,
): Pick<Overlay, 'area' | 'paint'> {
  const { style, unit } = stage;
  const mirror = mirrorIn(area);
  const dot = { ...event.dot, x: toLeft ? mirror(event.dot.x) : event.dot.x };
  const align = toLeft ? 'right' : 'left';
  const [when, what] = [event.when, event.what].map((part) => ({
    ...part,
    x: toLeft ? mirror(part.x, part.width) : part.x,
  })) as [PlacedEvent['when'], PlacedEvent['what']];
  const xs = [
    dot.x - DOT * unit,
    dot.x + DOT * unit,
    when.x,
    when.x + when.width,
    what.x,
    what.x + what.width,
  ];
  const ends = [when.y + when.text.height, what.y + what.text.height];
  const ys = [dot.y - DOT * unit, dot.y + DOT * unit, when.y, what.y, ...ends];
  const corner = { x: Math.min(...xs), y: Math.min(...ys) };
  const size = { width: Math.max(...xs) - corner.x, height: Math.max(...ys) - corner.y };
  return {
    area: around({ ...corner, ...size }, unit),
    paint: (context) => {
      const { stem } = event;
      if (stem !== undefined) {
        context.fillStyle = withAlpha(style.accent, 0.6);
        const thick = LINE * unit * 0.6;
        context.fillRect(dot.x - thick / 2, Math.min(stem, dot.y), thick, Math.abs(stem - dot.y));
      }
      context.fillStyle = style.accent;
      context.beginPath();
      context.arc(dot.x, dot.y, DOT * unit, 0, Math.PI * 2);
      context.fill();
      paintText(context, when.text, { ...when, align, colour: style.accent });
      paintText(context, what.text, { ...what, align, colour: style.ink });
    },
  };
}

/** Dated events along a line: from left to right in broad frames, from top to bottom in all others. */
export const timelineVisual: VisualKind<'timeline'> = {
  kind: 'timeline',
  draw(visual, stage) {
    const { area, unit, style, text, fit } = stage;
    const events = visual.events.map(({ when, what }) => ({ when: text(when), what: text(what) }));
    const toLeft = isRightToLeft(visual.events.map(({ what }) => what).join(' '));
    const title = fit(text(visual.heading ?? ''), style.heading, {
      width: area.width,
      height: area.height * 0.22,
      max: unit * 5.8,
      min: unit * 3.2,
      maxLines: 2,
    });
    const head = title.height === 0 ? 0 : title.height + unit * 4.5;
    const broad = area.width > area.height * 1.3;
    const room = below(area, head);
    const fitted = (broad ? placeAlong : placeDown)(events, room, stage);
    const top = blockTop(area, head + fitted.height);
    const shift = top + head - room.y;
    const down = <P extends { y: number }>(place: P): P => ({ ...place, y: place.y + shift });
    const placed: PlacedTimeline = {
      ...fitted,
      line: { from: down(fitted.line.from), to: down(fitted.line.to) },
      events: fitted.events.map(({ dot, stem, when, what }) => ({
        ...(stem === undefined ? {} : { stem: stem + shift }),
        dot: down(dot),
        when: down(when),
        what: down(what),
      })),
    };
    const overlays: Overlay[] = [];
    if (title.height > 0) {
      overlays.push(textOverlay(title, { x: area.x, y: top, width: area.width, colour: style.ink }, rise()));
    }
    overlays.push(lineOverlay(placed, stage, toLeft, area));
    placed.events.forEach((event, index) => {
      const entrance = fade(index, placed.events.length, 240);
      overlays.push({ ...eventOverlay(event, stage, toLeft, area), entrance, item: index });
    });
    const told = visual.events.map(({ when, what }) => `${when}: ${what}`).join('; ');
    return { overlays, description: [visual.heading, told].filter(Boolean).join(': ') };
  },
};
