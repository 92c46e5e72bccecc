import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Cue } from '#shared/domain/render-plan.ts';
import type { CaptionPicture } from '#shared/render/captions/caption-pictures.ts';
import type { SetCaption, SetLine, SetWord } from '#shared/render/captions/set-caption.ts';
import type { Shown } from '#shared/render/captions/word-times.ts';
import type { Area } from '#shared/scenes/frame.ts';

/** A word with the line in which it stands. */
export interface WordPlace {
  line: SetLine;
  word: SetWord;
}

/** The picture of a whole caption, as long as that is shown. */
export function basePicture(
  { box }: SetCaption,
  { startFrame, endFrame }: Pick<Cue, 'startFrame' | 'endFrame'>,
  area: Area,
  paint: CaptionPicture['paint'],
): CaptionPicture {
  return { ...evenBox(box, area), fromFrame: startFrame, toFrame: endFrame, paint };
}

/**
 * A picture for each word while it is heard, which covers it and half the blanks beside it. `paint` is asked to draw the word's whole
 * line and can draw nowhere else than there, so that letters join and stand as they do in the line.
 */
export function litPictures(
  caption: SetCaption,
  times: readonly (Shown | undefined)[],
  area: Area,
  paint: (context: SKRSContext2D, place: WordPlace) => void,
): CaptionPicture[] {
  const places = caption.lines.flatMap((line) => line.words.map((word): WordPlace => ({ line, word })));
  return places.flatMap((place, index) => {
    const shown = times[index];
    if (shown === undefined || place.word.width === 0) return [];
    const cell = cellOf(place, caption);
    return {
      ...evenBox(cell, area),
      ...shown,
      paint(context: SKRSContext2D) {
        context.save();
        context.beginPath();
        context.rect(cell.x, cell.y, cell.width, cell.height);
        context.clip();
        paint(context, place);
        context.restore();
      },
    };
  });
}

/** Whole pixels, so that a word's edge is as sharp as that of the one beside it. */
function cellOf({ line, word }: WordPlace, { ascent, descent, sides, above, below }: SetCaption): Area {
  const left = Math.round(word.x - (word.first ? sides : word.before / 2));
  const right = Math.round(word.x + word.width + (word.last ? sides : word.after / 2));
  const top = Math.floor(line.base - ascent - above);
  const bottom = Math.ceil(line.base + descent + below);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The smallest box of even numbers around a rectangle, cut to the area, which has even numbers itself. */
function evenBox({ x, y, width, height }: Area, area: Area): Area {
  const left = Math.max(2 * Math.floor(x / 2), area.x);
  const top = Math.max(2 * Math.floor(y / 2), area.y);
  const right = Math.min(2 * Math.ceil((x + width) / 2), area.x + area.width);
  const bottom = Math.min(2 * Math.ceil((y + height) / 2), area.y + area.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}
