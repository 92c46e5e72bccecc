import { type Colour, contrast, hexOf, mixed, type Rgb, rgbOf } from '#shared/scenes/styles/colour.ts';
import type { Ground, StyleSheet } from '#shared/scenes/styles/style-sheet.ts';

/** WCAG 2.2: body text 4.5 (1.4.3), graphics 3 (1.4.11). */
const TEXT = 4.5;
const GRAPHIC = 3;
/** How much of a picture shows through the strip on which its caption stands. */
const THROUGH_SCRIM = 0.14;
/** Where text may stand a vignette has at most this part of its strength. */
const VIGNETTE_AT_TEXT = 0.5;

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];

/** Every colour that a ground can have somewhere: its ends under any of its tints, alone or one over the other. */
export function groundExtremes({ from, to, tints }: Ground, vignette = 0): Rgb[] {
  let colours = [rgbOf(from), rgbOf(to)];
  for (const { colour, alpha } of tints) {
    colours = [...colours, ...colours.map((below) => mixed(below, rgbOf(colour), alpha))];
  }
  if (vignette === 0) return colours;
  return [...colours, ...colours.map((below) => mixed(below, BLACK, vignette * VIGNETTE_AT_TEXT))];
}

interface Pair {
  field: string;
  colour: Colour;
  on: string;
  behind: readonly Rgb[];
  needed: number;
}

/** Every colour that something is read in, and what may be behind it. */
function pairsOf(sheet: StyleSheet): Pair[] {
  const { ink, muted, accent, onAccent, panel, scrim, onScrim, captions } = sheet;
  const pair = (field: string, colour: Colour, on: string, behind: readonly Rgb[], needed = TEXT): Pair => ({
    field,
    colour,
    on,
    behind,
    needed,
  });
  const series = (on: string, behind: readonly Rgb[]) =>
    sheet.series.map((colour, index) => pair(`series[${index}]`, colour, on, behind, GRAPHIC));
  const grounds = sheet.grounds.flatMap((ground, index) => {
    const on = `grounds[${index}]`;
    const behind = groundExtremes(ground, sheet.vignette);
    return [
      pair('ink', ink, on, behind),
      pair('muted', muted, on, behind),
      pair('accent', accent, on, behind),
      ...series(on, behind),
    ];
  });
  const strip = [BLACK, WHITE].map((picture) => mixed(rgbOf(scrim), picture, THROUGH_SCRIM));
  const under = captions.kind === 'block' ? (captions.panel ?? captions.outline) : captions.outline;
  const underName = captions.kind === 'block' && captions.panel ? 'captions.panel' : 'captions.outline';
  return [
    ...grounds,
    pair('ink', ink, 'panel', [rgbOf(panel)]),
    pair('muted', muted, 'panel', [rgbOf(panel)]),
    pair('accent', accent, 'panel', [rgbOf(panel)]),
    ...series('panel', [rgbOf(panel)]),
    pair('onAccent', onAccent, 'accent', [rgbOf(accent)]),
    pair('onScrim', onScrim, 'scrim', strip),
    pair('accent', accent, 'scrim', strip),
    pair('captions.fill', captions.fill, underName, [rgbOf(under)]),
    pair('captions.highlight', captions.highlight, underName, [rgbOf(under)]),
  ];
}

/** The nearest colour to this one, lighter or darker, that can be read on all that may be behind it anywhere. */
function nearestThatDoes(colour: Colour, pairs: readonly Pair[]): Colour | undefined {
  for (let part = 0.02; part <= 1.001; part += 0.02) {
    for (const end of [WHITE, BLACK]) {
      const tried = hexOf(mixed(rgbOf(colour), end, part));
      const reads = ({ behind, needed }: Pair) =>
        behind.every((other) => contrast(rgbOf(tried), other) >= needed);
      if (pairs.every(reads)) return tried;
    }
  }
  return undefined;
}

/** A colour that cannot be read on what is behind it. */
export interface ContrastFinding {
  /** Path of the colour in the sheet: `accent`, `series[2]`, `captions.fill`. */
  field: string;
  /** The nearest colour that would do; none where what is behind differs too much in itself. */
  better: Colour | undefined;
  /** The field, its value, the contrast where it is worst, and what would do. */
  problem: string;
}

/** Every pair of colours without enough contrast: 4.5 : 1 for text, 3 : 1 for charts. Empty when all can be read. */
export function contrastFindings(sheet: StyleSheet): ContrastFinding[] {
  const pairs = pairsOf(sheet);
  return pairs.flatMap(({ field, colour, on, behind, needed }) => {
    const [worst] = behind
      .map((other) => ({ other, ratio: contrast(rgbOf(colour), other) }))
      .sort((one, other) => one.ratio - other.ratio);
    if (!worst || worst.ratio >= needed) return [];
    const better = nearestThatDoes(
      colour,
      pairs.filter((pair) => pair.field === field),
    );
    const advice = better
      ? `${better} would do`
      : `no colour has enough on all that it stands on: bring the colours of ${on} nearer to one another, or lower the alpha of tints`;
    const where = on.startsWith('grounds') ? `${on} where that is ${hexOf(worst.other)}` : on;
    const ratio = (Math.floor(worst.ratio * 100) / 100).toFixed(2);
    const problem = `${field} ${colour} on ${where} has a contrast of ${ratio}, and needs ${needed}; ${advice}`;
    return [{ field, better, problem }];
  });
}
