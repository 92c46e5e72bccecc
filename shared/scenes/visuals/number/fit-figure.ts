import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Type } from '#shared/scenes/styles/style-sheet.ts';
import { fontOf } from '#shared/scenes/text/fonts.ts';
import { measureOf } from '#shared/scenes/text/measure.ts';
import { isRightToLeft } from '#shared/scenes/text/scripts.ts';
import {
  type FigureGroup,
  type FigureRun,
  figureGroups,
} from '#shared/scenes/visuals/number/figure-groups.ts';

/** Height of a line, of its capitals, and a space, in parts of the figure's size. */
const LEADING = 1.06;
const CAP = 0.727;
const SPACE = 0.14;
/** How much larger several lines must be than one to be preferred, and one without the words before the number. */
const WORTH_A_BREAK = 1.7;
const WORTH_A_LEAD = 1.15;
/** The same for a unit that stands below its number. */
const WORTH_A_UNIT = 1.3;

/** A figure that fits its box: lines of runs, all on their line's base, sizes in pixels. */
export interface FittedFigure {
  lines: FigureRun[][];
  type: Type;
  size: number;
  height: number;
}

const gapBefore = (run: FigureRun, index: number): number => (index > 0 && run.space ? SPACE : 0);

function lineWidth(line: readonly FigureRun[], type: Type): number {
  const measure = measureOf(type);
  return line.reduce((sum, run, index) => sum + gapBefore(run, index) + measure(run.text) * run.scale, 0);
}

/** Height of a line in parts of the figure's size. */
function lineHeight(line: readonly FigureRun[]): number {
  return LEADING * Math.max(...line.map(({ scale }) => scale));
}

/** The lines of a figure with the unit of a single number, where it is a word, on a line of its own. */
function unitBelow(lines: FigureRun[][]): FigureRun[][] {
  const last = lines.at(-1) ?? [];
  const unit = last.at(-1);
  const isWord = unit?.space === true && unit.scale < 1 && /\p{L}{3}/u.test(unit.text);
  const single = lines.flat().filter(({ scale }) => scale === 1).length === 1;
  return isWord && single && last.length > 1 ? [...lines.slice(0, -1), last.slice(0, -1), [unit]] : lines;
}

/**
 * Fits a figure into a box: on one line, or a number a line where that is far larger; words before the number (`more
 * than`) stand above it and its unit below it where that is larger. Undefined when it has no digits or would be smaller than `min`.
 */
export function fitFigure(
  display: string,
  type: Type,
  box: { width: number; height: number; max: number; min: number },
): FittedFigure | undefined {
  const groups: FigureGroup[] = figureGroups(display);
  if (groups.length === 0) return undefined;
  const fit = (lines: FigureRun[][]): FittedFigure => {
    const widest = Math.max(...lines.map((line) => lineWidth(line, type)));
    const height = lines.reduce((sum, line) => sum + lineHeight(line), 0);
    const size = Math.min(box.max, box.width / widest, box.height / height);
    return { lines, type, size, height: height * size };
  };
  const [lead, ...rest] = groups.flat();
  const spoken = lead !== undefined && lead.scale < 1 && /\p{L}/u.test(lead.text) && rest.length > 0;
  const [plain, led] = [fit([groups.flat()]), fit(spoken ? [[lead], rest] : [groups.flat()])];
  const upper = led.size > plain.size * WORTH_A_LEAD ? led : plain;
  const under = fit(unitBelow(upper.lines));
  const one = under.size > upper.size * WORTH_A_UNIT ? under : upper;
  const many = fit(groups);
  const broken = one.size < box.min || many.size > one.size * WORTH_A_BREAK;
  const best = broken ? many : one;
  return best.size >= box.min ? best : undefined;
}

/** Draws characters one by one, each in the middle of the place that the one of `final` at its position has. */
function paintInPlaces(
  context: SKRSContext2D,
  shown: string,
  final: string,
  measure: (text: string) => number,
  { left, base, size }: { left: number; base: number; size: number },
): void {
  const places = [...final];
  let at = 0;
  [...shown].forEach((character, index) => {
    const width = measure(places[index] ?? '');
    if (character.trim() !== '') {
      context.fillText(character, left + (at + (width - measure(character)) / 2) * size, base);
    }
    at += width;
  });
}

/**
 * Draws a figure: numbers in one colour, units in another, flush left or right in a box of that width. `rolled` gives what a
 * number shows instead while it counts up, character for character.
 */
export function paintFigure(
  context: SKRSContext2D,
  { lines, type, size }: FittedFigure,
  place: { x: number; y: number; width: number; toLeft: boolean; colour: string; unitColour: string },
  rolled?: (run: FigureRun) => string | undefined,
): void {
  const measure = measureOf(type);
  const backwards = isRightToLeft(
    lines
      .flat()
      .map(({ text }) => text)
      .join(' '),
  );
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  context.direction = backwards ? 'rtl' : 'ltr';
  let top = place.y;
  for (const line of lines) {
    const width = lineWidth(line, type) * size;
    const left = place.toLeft ? place.x + place.width - width : place.x;
    const height = lineHeight(line) * size;
    const base = top + (height * (LEADING + CAP)) / (2 * LEADING);
    top += height;
    let at = 0;
    line.forEach((run, position) => {
      const own = measure(run.text) * run.scale * size;
      at += gapBefore(run, position) * size;
      context.font = fontOf(type.weight, run.scale * size, type.family);
      context.letterSpacing = `${type.tracking * run.scale * size}px`;
      context.fillStyle = run.scale < 1 ? place.unitColour : place.colour;
      const x = left + (backwards ? width - at - own : at);
      const shown = run.scale < 1 ? undefined : rolled?.(run);
      if (shown === undefined) context.fillText(run.text, x, base);
      else paintInPlaces(context, shown, run.text, measure, { left: x, base, size: run.scale * size });
      at += own;
    });
  }
}
