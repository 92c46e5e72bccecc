import { createCanvas } from '@napi-rs/canvas';
import type { Type } from '#shared/scenes/styles/style-sheet.ts';
import { fontOf } from '#shared/scenes/text/fonts.ts';

/** Size at which widths are taken; glyphs scale linearly, so one measure serves every size (difference < 0.01 %). */
const REFERENCE = 100;

const context = createCanvas(1, 1).getContext('2d');

/** Gives the width of a text in em, tracking included. */
export type Measure = (text: string) => number;

/** Makes a measure for a set of type. */
export function measureOf(type: Pick<Type, 'weight' | 'tracking'>): Measure {
  return (text) => {
    context.font = fontOf(type.weight, REFERENCE);
    context.letterSpacing = `${type.tracking * REFERENCE}px`;
    return context.measureText(text).width / REFERENCE;
  };
}
