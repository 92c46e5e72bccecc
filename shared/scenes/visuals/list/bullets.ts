import type { SKRSContext2D } from '@napi-rs/canvas';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { paintLabel } from '#shared/scenes/visuals/chart/chart-parts.ts';

/** The first line of an item: its edges, its middle, and the size of its letters, in pixels. */
interface ItemLine {
  x: number;
  width: number;
  y: number;
  size: number;
  toLeft: boolean;
}

/** Draws the bullet before an item: a square in styles with sharp corners, a dot in all others. */
export function paintBullet(
  context: SKRSContext2D,
  { x, y, width, size, toLeft }: ItemLine,
  { accent, corner }: Pick<StyleSheet, 'accent' | 'corner'>,
): void {
  // Flush with the heading above it.
  const half = size * (corner === 0 ? 0.2 : 0.18);
  const middle = toLeft ? x + width - half : x + half;
  context.fillStyle = accent;
  context.beginPath();
  if (corner === 0) context.rect(middle - half, y - half, 2 * half, 2 * half);
  else context.arc(middle, y, half, 0, Math.PI * 2);
  context.fill();
}

/** Draws the number before an item, flush with the side of the items in a column of the width `indent`. */
export function paintOrdinal(
  context: SKRSContext2D,
  number: string,
  { x, y, width, size, toLeft, indent }: ItemLine & { indent: number },
  { accent, heading }: Pick<StyleSheet, 'accent' | 'heading'>,
): void {
  paintLabel(context, number, {
    x: toLeft ? x + width - indent : x + indent,
    y,
    size,
    weight: heading.weight,
    colour: accent,
    align: toLeft ? 'left' : 'right',
  });
}
