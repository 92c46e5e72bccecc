import type { CaptionStyle } from '#shared/domain/render-plan.ts';
import type { Timeline } from '#shared/domain/timeline.ts';
import { captionArea } from '#shared/scenes/frame.ts';

/** What lies below the base line of Inter in em, as libass takes it: `usWinDescent` of its `OS/2` table. */
const DESCENT = 0.322;
/** Height of a line in em as libass sets it: `usWinAscent` 1.108 and {@link DESCENT}. */
export const LINE_HEIGHT = 1.108 + DESCENT;
/** What a line has above the accent of a capital, in em. */
const ABOVE_ACCENTS = 0.1;
/** Longer lines make the eye travel: about 42 Latin letters, the common limit of broadcasters. */
const MAX_LINE_EM = 26;
/** Upright films are watched on small screens. */
const UPRIGHT = 1.25;

/** How the captions of a film are set: their style in pixels, and how wide a line may be in em. */
export function captionFormat({
  captionLook,
  width,
  height,
}: Pick<Timeline, 'captionLook' | 'width' | 'height'>): {
  style: CaptionStyle;
  maxLineEm: number;
} {
  const { size, outlineWidth, shadow, ...look } = captionLook;
  const area = captionArea({ width, height });
  const wanted = size * Math.min(width, height) * (height > width ? UPRIGHT : 1);
  // Both lines with their outlines stay inside the area.
  const fitting = area.height / (2 * LINE_HEIGHT - ABOVE_ACCENTS + 2 * outlineWidth);
  const fontSize = Math.min(wanted, fitting);
  return {
    style: {
      ...look,
      fontSize: round(fontSize),
      outlineWidth: round(outlineWidth * fontSize),
      shadow: round(shadow * fontSize),
    },
    maxLineEm: Math.min(area.width / fontSize - 2 * outlineWidth, MAX_LINE_EM),
  };
}

function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
