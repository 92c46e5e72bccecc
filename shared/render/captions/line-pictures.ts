import type { CaptionStyle, Cue } from '#shared/domain/render-plan.ts';
import { basePicture, litPictures } from '#shared/render/captions/caption-parts.ts';
import type { CaptionPicture } from '#shared/render/captions/caption-pictures.ts';
import { type Ink, inkReach, paintLine } from '#shared/render/captions/paint-line.ts';
import { setCaption } from '#shared/render/captions/set-caption.ts';
import { wordTimes } from '#shared/render/captions/word-times.ts';
import type { Area } from '#shared/scenes/frame.ts';

/** From base line to base line, in em. */
const PITCH = 1.24;
/** The shadow of `subtle`, in em: nearly without an outline, it is what parts light letters from a light picture. */
const HALO = { spread: 0.06, blur: 0.24, strength: 2 };
/** A caption of `subtle` comes and goes in so many frames. */
const FADE_FRAMES = 4;

/**
 * Captions whose words stand on the picture itself. `karaoke` has an outline and lights up each word; `subtle` stands on a soft
 * shadow, comes and goes gently and lights up nothing.
 */
export function linePictures(cue: Cue, style: CaptionStyle, area: Area): CaptionPicture[] {
  const ink = inkOf(style);
  const caption = setCaption(cue.lines, style, { pitch: PITCH, ...inkReach(ink) }, area);
  if (caption === undefined) return [];
  const base = basePicture(caption, cue, area, (context) => {
    for (const line of caption.lines) paintLine(context, line, caption, ink);
  });
  if (style.kind === 'subtle') return [{ ...base, opacityAt: (frame) => fade(frame, cue) }];
  const lit: Ink = { fill: style.highlight, outline: ink.outline };
  const words = litPictures(caption, wordTimes(cue), area, (context, { line }) => {
    paintLine(context, line, caption, lit);
  });
  return [base, ...words];
}

function inkOf(style: CaptionStyle): Ink & { outline: { colour: string; width: number } } {
  const { fill, outline: colour, fontSize } = style;
  const outline = { colour, width: style.outlineWidth };
  if (style.kind === 'subtle') {
    const halo = { colour, spread: HALO.spread * fontSize, blur: HALO.blur * fontSize, below: style.shadow };
    return { fill, outline, shadow: { ...halo, strength: HALO.strength } };
  }
  if (style.shadow === 0) return { fill, outline };
  const shadow = { colour, spread: outline.width, blur: 3 * style.shadow, below: style.shadow, strength: 1 };
  return { fill, outline, shadow };
}

function fade(frame: number, { startFrame, endFrame }: Cue): number {
  const shown = Math.min(frame - startFrame + 1, endFrame - frame, FADE_FRAMES);
  return Math.round((256 * shown) / FADE_FRAMES);
}
