import type { SKRSContext2D } from '@napi-rs/canvas';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';

/** Height of a mark in units. */
export const MARK_HEIGHT = 1.1;

/** Draws a style's mark above a title: `x` is its start, to the left of which nothing stands (or to the right, if `toLeft`). */
export function paintMark(
  context: SKRSContext2D,
  style: Pick<StyleSheet, 'mark' | 'accent' | 'ink'>,
  place: { x: number; y: number; width: number; unit: number; toLeft: boolean },
): void {
  const { x, y, width, unit, toLeft } = place;
  const bar = (length: number, height: number, top = 0): void => {
    context.fillRect(toLeft ? x + width - length : x, y + top, length, height);
  };
  context.fillStyle = style.accent;
  if (style.mark === 'rule') bar(9 * unit, 0.42 * unit, 0.3 * unit);
  if (style.mark === 'block') bar(6.5 * unit, 1.1 * unit);
  if (style.mark === 'masthead') {
    bar(7 * unit, 1.1 * unit);
    context.fillStyle = style.ink;
    context.globalAlpha = 0.85;
    bar(width, Math.max(1, 0.18 * unit));
    context.globalAlpha = 1;
  }
}
