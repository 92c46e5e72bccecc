import type { Cue } from '#shared/domain/render-plan.ts';

/** From when to when, in frames, something of a caption is shown. */
export interface Shown {
  fromFrame: number;
  toFrame: number;
}

/**
 * When each word of a caption lights up, in the order in which they are said: from its beginning until that of the next, the first
 * one from the beginning of the caption. Undefined for a word that takes no whole frame and for words that nobody says.
 */
export function wordTimes({ startFrame, endFrame, lines, spoken }: Cue): (Shown | undefined)[] {
  const words = lines.flat();
  return words.map((word, index) => {
    const fromFrame = index === 0 ? startFrame : Math.max(word.startFrame, startFrame);
    const toFrame = Math.min(words[index + 1]?.startFrame ?? endFrame, endFrame);
    return spoken && fromFrame < toFrame ? { fromFrame, toFrame } : undefined;
  });
}
