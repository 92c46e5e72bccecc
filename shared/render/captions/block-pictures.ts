import type { SKRSContext2D } from '@napi-rs/canvas';
import type { CaptionStyle, Cue } from '#shared/domain/render-plan.ts';
import { basePicture, litPictures, type WordPlace } from '#shared/render/captions/caption-parts.ts';
import type { CaptionPicture } from '#shared/render/captions/caption-pictures.ts';
import { paintLine } from '#shared/render/captions/paint-line.ts';
import { type SetCaption, type Setting, setCaption } from '#shared/render/captions/set-caption.ts';
import { wordTimes } from '#shared/render/captions/word-times.ts';
import type { Area } from '#shared/scenes/frame.ts';
import { contrast, rgbOf } from '#shared/scenes/styles/colour.ts';

/** Panels are as high as their letters may reach and this much of an em more; those of two lines touch. */
const PADDING = 0.06;
const SIDES = 0.36;
const PANEL_CORNER = 0.26;
/** In em: how far the surface of the word that is heard goes beyond it, and stays from the edge of the panel. */
const LIT = { sides: 0.09, inset: 0.16, corner: 0.15 };

/** Captions on a rounded panel for each line; the word that is heard stands on a surface of the highlight colour. */
export function blockPictures(cue: Cue, style: CaptionStyle, area: Area): CaptionPicture[] {
  const caption = setCaption(cue.lines, style, settingOf(style), area);
  if (caption === undefined) return [];
  const panel = style.panel ?? style.outline;
  const onHighlight = clearestOn(style.highlight, [panel, style.fill, style.outline]);
  const base = basePicture(caption, cue, area, (context) => {
    context.fillStyle = panel;
    context.beginPath();
    for (const { x, base, width } of caption.lines) {
      const { size, ascent, sides, above, pitch } = caption;
      const top = base - ascent - above;
      context.roundRect(x - sides, top, width + 2 * sides, pitch, PANEL_CORNER * size);
    }
    context.fill();
    for (const line of caption.lines) paintLine(context, line, caption, { fill: style.fill });
  });
  const words = litPictures(caption, wordTimes(cue), area, (context, place) => {
    paintSurface(context, place, caption, style.highlight);
    paintLine(context, place.line, caption, { fill: onHighlight });
  });
  return [base, ...words];
}

function settingOf({ fontSize }: CaptionStyle): Setting {
  const padding = PADDING * fontSize;
  return { pitch: 0, between: 2 * PADDING, sides: SIDES * fontSize, above: padding, below: padding };
}

/** The surface of a word; where no blank parts it from the next word it ends between the two. */
function paintSurface(
  context: SKRSContext2D,
  { line, word }: WordPlace,
  { size, ascent, descent, above, below }: SetCaption,
  colour: string,
): void {
  const left = word.first || word.before > 0 ? LIT.sides * size : 0;
  const right = word.last || word.after > 0 ? LIT.sides * size : 0;
  const top = line.base - ascent - above + LIT.inset * size;
  const height = ascent + descent + above + below - 2 * LIT.inset * size;
  context.fillStyle = colour;
  context.beginPath();
  context.roundRect(word.x - left, top, word.width + left + right, height, LIT.corner * size);
  context.fill();
}

/** The colour that is read best on a surface. */
function clearestOn(surface: string, colours: readonly [string, ...string[]]): string {
  const clearness = (colour: string) => contrast(rgbOf(surface), rgbOf(colour));
  return colours.reduce((best, colour) => (clearness(colour) > clearness(best) ? colour : best));
}
