import { createCanvas } from '@napi-rs/canvas';
import type { Type } from '#shared/scenes/styles/style-sheet.ts';
import { fontOf } from '#shared/scenes/text/fonts.ts';

/** Size at which widths are taken; glyphs scale linearly, so one measure serves every size (difference < 0.01 %). */
const REFERENCE = 100;
/** Widths remembered for a set of type: fitting tries the same words at many sizes, and a measure costs 10 µs. */
const REMEMBERED = 4096;

const context = createCanvas(1, 1).getContext('2d');
const remembered = new Map<string, Map<string, number>>();

/** Reach of a text's ink from its starting point on the base line, in em: to each side as far as something is drawn. */
export interface Ink {
  left: number;
  right: number;
  ascent: number;
  descent: number;
}

/** Measures the ink of a text, where its advance and its line do not tell where it stands. */
export function inkOf(text: string, { weight, family }: Pick<Type, 'weight' | 'family'>): Ink {
  context.font = fontOf(weight, REFERENCE, family);
  context.letterSpacing = '0px';
  const { actualBoundingBoxLeft, actualBoundingBoxRight, actualBoundingBoxAscent, actualBoundingBoxDescent } =
    context.measureText(text);
  return {
    left: actualBoundingBoxLeft / REFERENCE,
    right: actualBoundingBoxRight / REFERENCE,
    ascent: actualBoundingBoxAscent / REFERENCE,
    descent: actualBoundingBoxDescent / REFERENCE,
  };
}

/** Gives the width of a text in em, tracking included. */
export type Measure = (text: string) => number;

/** Makes a measure for a set of type. */
export function measureOf({
  weight,
  tracking,
  family,
}: Pick<Type, 'weight' | 'tracking' | 'family'>): Measure {
  const key = `${weight} ${tracking} ${family ?? ''}`;
  const widths = remembered.get(key) ?? new Map<string, number>();
  remembered.set(key, widths);
  return (text) => {
    const known = widths.get(text);
    if (known !== undefined) return known;
    context.font = fontOf(weight, REFERENCE, family);
    context.letterSpacing = `${tracking * REFERENCE}px`;
    const width = context.measureText(text).width / REFERENCE;
    if (widths.size >= REMEMBERED) widths.clear();
    widths.set(text, width);
    return width;
  };
}
