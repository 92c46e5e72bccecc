import type { SKRSContext2D } from '@napi-rs/canvas';
import type { SetCaption, SetLine } from '#shared/render/captions/set-caption.ts';
import { fontOf } from '#shared/scenes/text/fonts.ts';

/**
 * What letters are drawn with; lengths in pixels. A shadow is `spread` wider than the letters on every side, blurred over `blur`,
 * lies `below` them and is laid `strength` times.
 */
export interface Ink {
  fill: string;
  outline?: { colour: string; width: number };
  shadow?: { colour: string; spread: number; blur: number; below: number; strength: number };
}

/** Wider than any frame. */
const OUTSIDE = 16_384;

/** Draws a line whole, so that letters join and words stand in the order that their script wants. */
export function paintLine(
  context: SKRSContext2D,
  { text, toLeft, x, base }: SetLine,
  { size, weight }: Pick<SetCaption, 'size' | 'weight'>,
  { fill, outline, shadow }: Ink,
): void {
  context.font = fontOf(weight, size);
  context.letterSpacing = '0px';
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.direction = toLeft ? 'rtl' : 'ltr';
  context.lineJoin = 'round';
  if (shadow) {
    // Drawn outside the picture, into which only the shadow falls; its distance is not scaled with what is drawn.
    const { a: scale } = context.getTransform();
    context.shadowColor = shadow.colour;
    context.shadowBlur = shadow.blur;
    context.shadowOffsetX = OUTSIDE * scale;
    context.shadowOffsetY = shadow.below * scale;
    context.strokeStyle = shadow.colour;
    context.lineWidth = 2 * shadow.spread;
    for (let laid = 0; laid < shadow.strength; laid++) context.strokeText(text, x - OUTSIDE, base);
    context.shadowColor = 'transparent';
  }
  if (outline && outline.width > 0) {
    context.strokeStyle = outline.colour;
    context.lineWidth = 2 * outline.width;
    context.strokeText(text, x, base);
  }
  context.fillStyle = fill;
  context.fillText(text, x, base);
}

/** What is seen of a blurred edge, in parts of its blur, which is two standard deviations wide. */
const SEEN = 1.5;

/** How far what is drawn around letters reaches from them, in pixels. */
export function inkReach({ outline, shadow }: Ink): { sides: number; above: number; below: number } {
  const edge = outline?.width ?? 0;
  if (!shadow) return { sides: edge, above: edge, below: edge };
  const soft = shadow.spread + SEEN * shadow.blur;
  return {
    sides: Math.max(edge, soft),
    above: Math.max(edge, soft - shadow.below),
    below: Math.max(edge, soft + shadow.below),
  };
}
