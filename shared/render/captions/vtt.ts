import type { Cue } from '#shared/domain/render-plan.ts';
import { LINE_HEIGHT } from '#shared/render/captions/caption-format.ts';
import { cueTime } from '#shared/render/captions/cue-time.ts';
import { captionArea, type FrameSize } from '#shared/scenes/frame.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** What players set their captions in, in parts of the height (WebVTT, 7.2: 5 % of it). */
const PLAYERS_SIZE = 0.05;

/**
 * WebVTT (W3C) for a film of `size`: captions stand where the burned-in ones do, and a spoken one says in its text when each word begins
 * to be heard. Its three characters of markup are escaped, which also takes `-->` out of the text.
 */
export function writeVtt(cues: readonly Cue[], size: FrameSize): string {
  const blocks = cues.map((cue) => {
    const times = `${cueTime(cue.startFrame, '.')} --> ${cueTime(cue.endFrame, '.')}`;
    return [`${times} ${place(cue, size)}`, ...timedLines(cue), ''].join('\n');
  });
  return ['WEBVTT', '', ...blocks].join('\n');
}

/** The top of the first line, so that the last one ends with the caption area. */
function place({ lines }: Cue, size: FrameSize): string {
  const area = captionArea(size);
  const bottom = (area.y + area.height) / size.height;
  const top = bottom - lines.length * LINE_HEIGHT * PLAYERS_SIZE;
  return `line:${(top * 100).toFixed(1)}% align:center`;
}

/** Only times after the caption's beginning, each later than the one before, are allowed within it. */
function timedLines({ startFrame, endFrame, lines, spoken }: Cue): string[] {
  let said = startFrame;
  return lines.map((line) =>
    line
      .map(({ text, startFrame: begins }) => {
        if (!spoken || begins <= said || begins >= endFrame) return escaped(text);
        said = begins;
        const blank = text.startsWith(' ') ? ' ' : '';
        return `${blank}<${cueTime(begins, '.')}>${escaped(text.slice(blank.length))}`;
      })
      .join(''),
  );
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => ESCAPES[character] as string);
}
