import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Area } from '#shared/scenes/frame.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';

/** How much of the scrim lies on a picture where captions begin, and at its end; less where those bring a panel of their own. */
const SHADE = { bare: [0.44, 0.64], panel: [0.22, 0.34] } as const;

/** Draws the style's scrim over the part of a box where captions stand, from `top` on, stronger towards `bottom`. */
export function paintShade(
  context: SKRSContext2D,
  box: Area,
  { top, bottom }: { top: number; bottom: number },
  { scrim, captions }: Pick<StyleSheet, 'scrim' | 'captions'>,
): void {
  const [middle, end] = captions.kind === 'block' ? SHADE.panel : SHADE.bare;
  const shade = context.createLinearGradient(0, top, 0, bottom);
  shade.addColorStop(0, withAlpha(scrim, 0));
  shade.addColorStop(0.55, withAlpha(scrim, middle));
  shade.addColorStop(1, withAlpha(scrim, end));
  context.fillStyle = shade;
  context.fillRect(box.x, box.y, box.width, box.height);
}
