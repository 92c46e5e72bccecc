import type { SKRSContext2D } from '@napi-rs/canvas';
import type { CaptionStyle, Cue, CueWord } from '#shared/domain/render-plan.ts';
import { basePicture, litPictures } from '#shared/render/captions/caption-parts.ts';
import type { CaptionPicture } from '#shared/render/captions/caption-pictures.ts';
import { paintLine } from '#shared/render/captions/paint-line.ts';
import { popGroups } from '#shared/render/captions/pop-groups.ts';
import { setCaption } from '#shared/render/captions/set-caption.ts';
import { type Shown, wordTimes } from '#shared/render/captions/word-times.ts';
import type { Area } from '#shared/scenes/frame.ts';

/** How much larger the few words are than those of a whole caption. */
const LARGER = 1.7;
/** How large a group is in each of its first frames, and how much of it is seen; from then on it rests. */
const SPRING = [
  { scale: 0.8, opacity: 144 },
  { scale: 1.05, opacity: 256 },
  { scale: 1.02, opacity: 256 },
] as const;
const LARGEST = Math.max(...SPRING.map(({ scale }) => scale));
/** A group that is shown for less than this stands still: else it would be nothing but movement. */
const LEAST_FRAMES = 2 * SPRING.length;

/** A caption a few words at a time, large and in the middle of the area, springing in; the word that is heard is lit up. */
export function popPictures(cue: Cue, style: CaptionStyle, area: Area): CaptionPicture[] {
  const times = wordTimes(cue);
  const words = cue.lines.flat();
  const groups = cue.lines.flatMap((line, index) =>
    popGroups(line, cue.lines[index + 1]?.[0]?.startFrame ?? cue.endFrame),
  );
  let first = 0;
  return groups.flatMap((group) => {
    const next = words[first + group.length];
    const shown = {
      fromFrame: first === 0 ? cue.startFrame : Math.max(group[0]?.startFrame ?? 0, cue.startFrame),
      toFrame: Math.min(next?.startFrame ?? cue.endFrame, cue.endFrame),
    };
    const lit = times.slice(first, first + group.length);
    first += group.length;
    return shown.fromFrame < shown.toFrame ? groupPictures(group, shown, lit, style, area) : [];
  });
}

function groupPictures(
  group: readonly CueWord[],
  { fromFrame, toFrame }: Shown,
  lit: readonly (Shown | undefined)[],
  style: CaptionStyle,
  area: Area,
): CaptionPicture[] {
  const { fontSize, weight, fill, highlight, outlineWidth, shadow } = style;
  const outline = { colour: style.outline, width: outlineWidth * LARGER };
  const soft =
    shadow > 0
      ? {
          colour: style.outline,
          spread: outline.width,
          blur: 3 * shadow,
          below: shadow * LARGER,
          strength: 1,
        }
      : undefined;
  const around = (outline.width + (soft ? soft.blur + soft.below : 0)) / (fontSize * LARGER);
  const setting = { pitch: 1, sides: around, above: around, below: around, middle: true };
  const caption = setCaption([group], { fontSize: fontSize * LARGER, weight }, setting, inset(area));
  if (caption === undefined) return [];
  const paint = (context: SKRSContext2D) => {
    const ink = { fill, outline, ...(soft ? { shadow: soft } : {}) };
    for (const line of caption.lines) paintLine(context, line, caption, ink);
  };
  const words = litPictures(caption, lit, area, (context, { line }) => {
    paintLine(context, line, caption, { fill: highlight, outline });
  });
  const springs = toFrame - fromFrame < LEAST_FRAMES ? [] : SPRING;
  const rests = fromFrame + springs.length;
  const still = basePicture(caption, { startFrame: rests, endFrame: toFrame }, area, paint);
  const moving = springs.map(({ scale, opacity }, index): CaptionPicture => {
    const from = fromFrame + index;
    const now = words.filter((word) => word.fromFrame <= from && word.toFrame > from);
    const box = about(area, caption.box, scale);
    return {
      ...basePicture({ ...caption, box }, { startFrame: from, endFrame: from + 1 }, area, (context) => {
        scaleAbout(context, area, scale);
        paint(context);
        for (const word of now) word.paint(context);
      }),
      opacityAt: () => opacity,
    };
  });
  const resting = words.map((word) => ({ ...word, fromFrame: Math.max(word.fromFrame, rests) }));
  return [...moving, still, ...resting.filter((word) => word.fromFrame < word.toFrame)];
}

const middleOf = ({ x, y, width, height }: Area) => ({ x: x + width / 2, y: y + height / 2 });

/** The area in which a group has room to be {@link LARGEST}. */
function inset(area: Area): Area {
  return about(area, area, 1 / LARGEST);
}

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
