import type { Area } from '#shared/scenes/frame.ts';
import type { FittedText } from '#shared/scenes/text/fit-text.ts';
import { stressesOf, type TextPlace } from '#shared/scenes/text/paint-text.ts';
import { isRightToLeft } from '#shared/scenes/text/scripts.ts';
import { around, below, blockTop, textOverlay } from '#shared/scenes/visuals/blocks.ts';
import { along, draw, fade, rise } from '#shared/scenes/visuals/entrances.ts';
import { MARK_HEIGHT, paintMark } from '#shared/scenes/visuals/mark.ts';
import type { Overlay, Stage } from '#shared/scenes/visuals/visual-kind.ts';

/** A statement as it is laid out: drawable text, and the words that are stressed. */
export interface StatementText {
  text: string;
  emphasis: readonly string[];
}

/** Lays out a statement in the stage's area; its lines come in one after the other. */
export type StatementLayout = (statement: StatementText, stage: Stage) => Overlay[];

/** Width of the bar beside a marked statement, and of the room it takes, in units. */
const BAR = 1;
const BAR_ROOM = 5;
/** When stress comes in where nothing says when its words are spoken: once the lines can be read. */
const STRESS_MS = 520;
/** What is added to the leading of lines with markers, so that two of them do not touch. */
const MARKED_LEADING = 0.19;
/** What is added to the space between words that markers may stand beside. */
const MARKED_SPACE = 0.07;
/** How far down a low statement stands, 1 being next to the captions. */
const LOW = 0.62;

function fitStatement({ text, emphasis }: StatementText, area: Area, stage: Stage, most: number): FittedText {
  const { unit, style, fit } = stage;
  const type = {
    ...style.display,
    leading: style.display.leading + (style.emphasis === 'marker' ? MARKED_LEADING : 0.1),
  };
  const looser = style.emphasis === 'marker' && emphasis.length > 0 ? MARKED_SPACE : 0;
  const sizes = { max: unit * most, min: unit * 3.6 };
  return fit(text, type, {
    width: area.width,
    height: area.height * 0.94,
    ...sizes,
    looser,
    stress: emphasis,
  });
}

/** The lines one after the other, then what stresses their words, each when it is spoken. */
function lineOverlays(
  fitted: FittedText,
  place: Pick<TextPlace, 'x' | 'y' | 'width' | 'align'>,
  { style }: Stage,
  before = 0,
): Overlay[] {
  const lines = fitted.lines.map((line, index) => ({
    text: { ...fitted, lines: [line], height: fitted.lineHeight },
    place: { ...place, y: place.y + index * fitted.lineHeight, colour: style.ink },
  }));
  const overlays = lines.map((line, index) =>
    textOverlay(line.text, line.place, rise(index + before, fitted.lines.length + before)),
  );
  const stresses = lines.flatMap((line, index) =>
    stressesOf(line.text, line.place, style).map((stress) => ({
      ...stress,
      over: overlays[index] as Overlay,
    })),
  );
  const toLeft = isRightToLeft(
    fitted.lines.flatMap(({ pieces }) => pieces.map(({ text }) => text)).join(' '),
  );
  return [
    ...overlays,
    ...stresses.map(
      ({ phrase, box, over, paint }, index): Overlay => ({
        area: around(box, 0),
        entrance: draw(along(toLeft), index, stresses.length, STRESS_MS),
        item: phrase,
        over,
        paint,
      }),
    ),
  ];
}

/** Largest letters in units, by the frame's shape, of statements up to so many characters: few words are said loud. */
const LARGEST = [
  { upTo: 18, broad: 18, square: 15, upright: 17 },
  { upTo: 42, broad: 14.5, square: 12.5, upright: 14 },
  { upTo: Number.POSITIVE_INFINITY, broad: 12, square: 10.5, upright: 11.5 },
];

function largest({ text }: StatementText, { frame }: Stage): number {
  const size = LARGEST.find(({ upTo }) => [...text].length <= upTo);
  const shape = frame.width > frame.height ? 'broad' : frame.width < frame.height ? 'upright' : 'square';
  return size?.[shape] ?? 10;
}

/** Flush with the side where lines begin. */
export const flush: StatementLayout = (statement, stage) => {
  const { area } = stage;
  const fitted = fitStatement(statement, area, stage, largest(statement, stage));
  return lineOverlays(fitted, { ...area, y: blockTop(area, fitted.height) }, stage);
};

/** In the middle of the frame. */
export const centred: StatementLayout = (statement, stage) => {
  const { area } = stage;
  const fitted = fitStatement(statement, area, stage, largest(statement, stage));
  return lineOverlays(fitted, { ...area, y: blockTop(area, fitted.height), align: 'centre' }, stage);
};

/** Beside a bar in the accent's colour. */
export const barred: StatementLayout = (statement, stage) => {
  const { area, unit, style } = stage;
  const toLeft = isRightToLeft(statement.text);
  const room = BAR_ROOM * unit;
  const inner = { ...area, x: toLeft ? area.x : area.x + room, width: area.width - room };
  const fitted = fitStatement(statement, inner, stage, largest(statement, stage) - 1);
  const y = blockTop(area, fitted.height);
  const x = toLeft ? area.x + area.width - BAR * unit : area.x;
  const bar = { x, y: y + fitted.size * 0.12, width: BAR * unit, height: fitted.height - fitted.size * 0.24 };
  return [
    {
      area: around(bar, 1),
      entrance: fade(),
      paint: (context) => {
        context.fillStyle = style.accent;
        context.beginPath();
        context.roundRect(bar.x, bar.y, bar.width, bar.height, style.corner === 0 ? 0 : bar.width / 2);
        context.fill();
      },
    },
    ...lineOverlays(fitted, { ...inner, y }, stage),
  ];
};

/** In the lower part, under the style's mark. */
export const low: StatementLayout = (statement, stage) => {
  const { area, unit, style } = stage;
  const toLeft = isRightToLeft(statement.text);
  const room = (MARK_HEIGHT + 2.4) * unit;
  const fitted = fitStatement(statement, below(area, room), stage, largest(statement, stage) - 0.5);
  const y = area.y + room + Math.max(0, area.height - room - fitted.height) * LOW;
  const markBox = { x: area.x, y: y - room, width: area.width, height: MARK_HEIGHT * unit };
  return [
    {
      area: markBox,
      entrance: fade(),
      paint: (context) => paintMark(context, style, { ...markBox, unit, toLeft }),
    },
    ...lineOverlays(fitted, { ...area, y }, stage),
  ];
};

/** Its key word alone and very large, the whole sentence below. */
export function keyed(keyword: string): StatementLayout {
  return ({ text }, stage) => {
    const { area, unit, style, frame, fit } = stage;
    const wide = frame.width > frame.height;
    const head = fit(keyword, style.display, {
      width: area.width,
      height: area.height * 0.4,
      max: unit * (wide ? 21 : 18),
      min: unit * 6,
      maxLines: 1,
      whole: true,
    });
    const gap = unit * 2.4;
    const room = below(area, head.height + gap);
    const words = fit(text, style.heading, {
      width: area.width * (wide ? 0.86 : 1),
      height: room.height,
      max: unit * 6.6,
      min: unit * 3.6,
    });
    const y = blockTop(area, head.height + gap + words.height);
    const align = isRightToLeft(text) ? 'right' : 'left';
    const place = { x: area.x, width: area.width, align } as const;
    return [
      textOverlay(head, { ...place, y, colour: style.accent }, rise()),
      ...lineOverlays(words, { ...place, y: y + head.height + gap }, stage, 1),
    ];
  };
}
