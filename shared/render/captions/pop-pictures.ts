import type { SKRSContext2D } from '@napi-rs/canvas';
import type { CaptionStyle, Cue } from '#shared/domain/render-plan.ts';
import { basePicture, litPictures } from '#shared/render/captions/caption-parts.ts';
import type { CaptionPicture } from '#shared/render/captions/caption-pictures.ts';
import { inkReach, paintLine } from '#shared/render/captions/paint-line.ts';
import { popCues } from '#shared/render/captions/pop-groups.ts';
import { LARGER, SPRING } from '#shared/render/captions/pop-spring.ts';
import { setCaption } from '#shared/render/captions/set-caption.ts';
import { wordTimes } from '#shared/render/captions/word-times.ts';
import type { Area } from '#shared/scenes/frame.ts';

const LARGEST = Math.max(...SPRING.map(({ scale }) => scale));
/** A group that is shown for less than this stands still: else it would be nothing but movement. */
const LEAST_FRAMES = 2 * SPRING.length;

/** A caption a few words at a time, large and in the middle of the area, springing in; the word that is heard is lit up. */
export function popPictures(cue: Cue, style: CaptionStyle, area: Area): CaptionPicture[] {
  return popCues(cue).flatMap((few) => groupPictures(few, style, area));
}

function groupPictures(cue: Cue, style: CaptionStyle, area: Area): CaptionPicture[] {
  const { startFrame, endFrame } = cue;
  const ink = inkOf(style);
  const setting = { pitch: 1, ...inkReach(ink), middle: true };
  const font = { fontSize: style.fontSize * LARGER, weight: style.weight };
  const caption = setCaption(cue.lines, font, setting, about(area, area, 1 / LARGEST));
  if (caption === undefined) return [];
  const paint = (context: SKRSContext2D) => {
    for (const line of caption.lines) paintLine(context, line, caption, ink);
  };
  const words = litPictures(caption, wordTimes(cue), area, (context, { line }) => {
    paintLine(context, line, caption, { fill: style.highlight, outline: ink.outline });
  });
  const springs = endFrame - startFrame < LEAST_FRAMES ? [] : SPRING;
  const moving = springs.map(({ scale, opacity }, index): CaptionPicture => {
    const at = startFrame + index;
    const now = words.filter(({ fromFrame, toFrame }) => fromFrame <= at && at < toFrame);
    const box = about(area, caption.box, scale);
    const shown = { startFrame: at, endFrame: at + 1 };
    const picture = basePicture({ ...caption, box }, shown, area, (context) => {
      scaleAbout(context, area, scale);
      paint(context);
      for (const word of now) word.paint(context);
    });
    return { ...picture, opacityAt: () => opacity };
  });
  const rests = startFrame + springs.length;
  const still = basePicture(caption, { startFrame: rests, endFrame }, area, paint);
  const resting = words.map((word) => ({ ...word, fromFrame: Math.max(word.fromFrame, rests) }));
  return [...moving, still, ...resting.filter(({ fromFrame, toFrame }) => fromFrame < toFrame)];
}

function inkOf({ fill, outline: colour, outlineWidth, shadow }: CaptionStyle) {
  const outline = { colour, width: outlineWidth * LARGER };
  if (shadow === 0) return { fill, outline };
  const below = shadow * LARGER;
  return { fill, outline, shadow: { colour, spread: outline.width, blur: 2 * below, below, strength: 1 } };
}

const middleOf = ({ x, y, width, height }: Area) => ({ x: x + width / 2, y: y + height / 2 });

/** A box, scaled about the middle of the area. */
function about(area: Area, box: Area, scale: number): Area {
  const { x, y } = middleOf(area);
  return {
    x: x + (box.x - x) * scale,
    y: y + (box.y - y) * scale,
    width: box.width * scale,
    height: box.height * scale,
  };
}

function scaleAbout(context: SKRSContext2D, area: Area, scale: number): void {
  const { x, y } = middleOf(area);
  context.translate(x, y);
  context.scale(scale, scale);
  context.translate(-x, -y);
}
