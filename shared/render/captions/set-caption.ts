import type { CaptionStyle, CueWord } from '#shared/domain/render-plan.ts';
import { lettersHeight } from '#shared/render/captions/letters-height.ts';
import { runsToLeft, visualOrder } from '#shared/render/captions/word-order.ts';
import type { Area } from '#shared/scenes/frame.ts';
import { withoutMissingEmoji } from '#shared/scenes/text/emoji.ts';
import { type Measure, measureOf } from '#shared/scenes/text/measure.ts';

/** Where a word stands; `before` and `after` are the widths of the blanks at its left and right. Pixels of the frame. */
export interface SetWord {
  x: number;
  width: number;
  before: number;
  after: number;
  /** Whether it is the first or the last of its line, from the left. */
  first: boolean;
  last: boolean;
}

/** A line with its place: `x` is its left end, `base` the line on which its letters stand. Words in the order of speech. */
export interface SetLine {
  text: string;
  toLeft: boolean;
  x: number;
  base: number;
  width: number;
  words: SetWord[];
}

/** A caption's lines with their places, in pixels of the frame. */
export interface SetCaption {
  lines: SetLine[];
  /** Size and weight of the letters, and how far these reach from their base line. */
  size: number;
  weight: number;
  ascent: number;
  descent: number;
  /** From base line to base line. */
  pitch: number;
  /** What is kept free around the letters. */
  sides: number;
  above: number;
  below: number;
  /** Everything: the letters and what is around them. */
  box: Area;
}

/** How lines are set: from base line to base line in em, and what is kept free around all letters, in pixels of the font size asked for. */
export interface Setting {
  pitch: number;
  /** Between the highest and lowest letters of two lines at least; 0 where it is not given. */
  between?: number;
  sides: number;
  above: number;
  below: number;
  /** Stands in the middle of the area instead of at its lower edge. */
  middle?: boolean;
}

/**
 * Sets lines in the middle of the area, the last one at its lower edge. What does not fit is made smaller, so that nothing ever
 * leaves the area. Undefined when there is nothing to be drawn. The fonts must have been registered.
 */
export function setCaption(
  lines: readonly (readonly Pick<CueWord, 'text'>[])[],
  { fontSize, weight }: Pick<CaptionStyle, 'fontSize' | 'weight'>,
  setting: Setting,
  area: Area,
): SetCaption | undefined {
  const words = lines.map((line) => line.map(({ text }) => withoutMissingEmoji(text)));
  const texts = words.map((line) => line.join('').trim());
  if (texts.every((text) => text === '')) return undefined;
  const measure = measureOf({ weight, tracking: 0 });
  const [sides, above, below] = [setting.sides, setting.above, setting.below].map((px) => px / fontSize) as [
    number,
    number,
    number,
  ];
  const { ascent, descent } = lettersHeight(texts.join(''));
  // Letters that are higher than the Latin ones push the lines apart.
  const pitch = Math.max(setting.pitch, ascent + descent + (setting.between ?? 0));
  const height = above + ascent + (lines.length - 1) * pitch + descent + below;
  const widest = Math.max(...texts.map(measure)) + 2 * sides;
  const size = Math.min(fontSize, area.height / height, area.width / widest);
  const toLeft = runsToLeft(texts.join(' '));
  const free = setting.middle ? (area.height - height * size) / 2 : 0;
  const bottom = area.y + area.height - free;
  const laid = texts.map((text, index): SetLine => {
    const width = measure(text) * size;
    const x = area.x + (area.width - width) / 2;
    const base = bottom - (below + descent + (lines.length - 1 - index) * pitch) * size;
    return {
      text,
      toLeft,
      x,
      base,
      width,
      words: setWords(words[index] ?? [], { toLeft, x, width }, measure),
    };
  });
  return {
    ...{ lines: laid, size, weight, ascent: ascent * size, descent: descent * size },
    ...{ pitch: pitch * size, sides: sides * size, above: above * size, below: below * size },
    box: {
      x: area.x + (area.width - widest * size) / 2,
      y: bottom - height * size,
      width: widest * size,
      height: height * size,
    },
  };
}

function setWords(
  words: readonly string[],
  { toLeft, x, width }: Pick<SetLine, 'toLeft' | 'x' | 'width'>,
  measure: Measure,
): SetWord[] {
  const bare = words.map((word) => word.trim());
  const order = visualOrder(bare, toLeft);
  const widths = bare.map((word) => measure(word));
  // Between two words stands the blank of the one that is said later.
  const gaps = order.map((word, at) => {
    const spaced = at > 0 && words[Math.max(word, order[at - 1] as number)]?.startsWith(' ');
    return spaced ? measure(' ') : 0;
  });
  const total = [...widths, ...gaps].reduce((sum, part) => sum + part, 0);
  // Neighbouring words are kerned in the line, but not when they are measured one by one.
  const scale = total === 0 ? 0 : width / total;
  const set: SetWord[] = [];
  let at = x;
  order.forEach((word, place) => {
    const [before, wide, after] = [gaps[place] ?? 0, widths[word] ?? 0, gaps[place + 1] ?? 0].map(
      (part) => part * scale,
    ) as [number, number, number];
    const ends = { first: place === 0, last: place === order.length - 1 };
    set[word] = { x: at + before, width: wide, before, after, ...ends };
    at += before + wide;
  });
  return set;
}
