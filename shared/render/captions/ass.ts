import type { CaptionStyle, Cue, CueWord } from '#shared/domain/render-plan.ts';
import { FPS } from '#shared/domain/timeline.ts';
import { assHead } from '#shared/render/captions/ass-head.ts';
import { fontRuns } from '#shared/render/captions/caption-fonts.ts';
import { LINE_HEIGHT } from '#shared/render/captions/caption-format.ts';
import { popCues } from '#shared/render/captions/pop-groups.ts';
import { LARGER, SPRING } from '#shared/render/captions/pop-spring.ts';
import { textWidth } from '#shared/render/captions/text-width.ts';
import { captionArea, type FrameSize } from '#shared/scenes/frame.ts';

/** A `subtle` caption comes and goes in this many ms. */
const FADE_MS = 133;

/**
 * Captions as Advanced SubStation Alpha (v4.00+) for a film of `size`, from frame 0 to before `frames`, which look like the burned-in ones:
 * the place, colours and outline of `style`, and for each spoken word the time in which it lights up (`\k`), as players of
 * karaoke and editors of subtitles read it.
 */
export function writeAss(cues: readonly Cue[], style: CaptionStyle, size: FrameSize, frames: number): string {
  const parts = style.kind === 'pop' ? cues.flatMap(popCues) : cues;
  const events = parts.flatMap((cue) => event(cue, style, size, frames));
  return [...assHead(style, size), ...events, ''].join('\n');
}

function event(
  { startFrame, endFrame, lines, spoken }: Cue,
  style: CaptionStyle,
  size: FrameSize,
  frames: number,
): string[] {
  const [from, to] = [centiseconds(Math.max(startFrame, 0)), centiseconds(Math.min(endFrame, frames))];
  if (from >= to) return [];
  const words = lines.flat();
  const starts = words.map((word, i) => (i === 0 ? from : clamped(centiseconds(word.startFrame), from, to)));
  const lit = spoken && style.kind !== 'subtle';
  let index = 0;
  const texts = lines.map((line, at) =>
    line
      .map((word, place) => {
        const held = (starts[index + 1] ?? to) - (starts[index] ?? to);
        index += 1;
        return wordText(word, style, { first: at === 0 && place === 0, held: lit ? held : undefined });
      })
      .join(''),
  );
  const name = lit ? 'Spoken' : 'Caption';
  const effect = effectOf(style, words, size);
  return [`Dialogue: 0,${clock(from)},${clock(to)},${name},,0,0,0,,${effect}${texts.join('\\N')}`];
}

function effectOf(style: CaptionStyle, words: readonly CueWord[], size: FrameSize): string {
  if (style.kind === 'subtle') return `{\\fad(${FADE_MS},${FADE_MS})}`;
  if (style.kind !== 'pop') return '';
  const area = captionArea(size);
  const width =
    textWidth(
      words
        .map(({ text }) => text)
        .join('')
        .trim(),
    ) * style.fontSize;
  const scale = Math.min(LARGER, area.width / width);
  const sizes = [...SPRING.map((frame) => frame.scale), 1].map((part) => Math.round(part * scale * 100));
  const moves = sizes.slice(1).map((percent, at) => {
    const [from, to] = [at, at + 1].map((frame) => Math.round((frame * 1000) / FPS));
    return `\\t(${from},${to},\\fscx${percent}\\fscy${percent})`;
  });
  const place = `\\pos(${area.x + area.width / 2},${area.y + area.height / 2})`;
  return `{\\an5${place}\\fscx${sizes[0]}\\fscy${sizes[0]}${moves.join('')}}`;
}

/** A word with how long it is lit, in centiseconds, where it is; a blank before it stays outside. */
function wordText(
  { text }: CueWord,
  style: CaptionStyle,
  { first, held }: { first: boolean; held: number | undefined },
): string {
  const bare = text.trimStart();
  const blank = !first && bare !== text ? ' ' : '';
  return `${blank}${held === undefined ? '' : `{\\k${held}}`}${drawn(bare, style)}`;
}

/** A text with the font of each script named. */
function drawn(text: string, { fontFamily, fontSize }: CaptionStyle): string {
  return fontRuns(text, fontFamily)
    .map(({ text: run, font }) => {
      if (!font) return escaped(run);
      return (
        fontCommand(font.name, font.lineHeight * fontSize) +
        escaped(run) +
        fontCommand(fontFamily, LINE_HEIGHT * fontSize)
      );
    })
    .join('');
}

function fontCommand(family: string, height: number): string {
  return `{\\fn${family}\\fs${height.toFixed(2)}}`;
}

/** Braces begin commands, a backslash may begin a line break; an invisible word joiner takes its meaning away. */
function escaped(text: string): string {
  return text.replace(/\\/g, '\\\u2060').replace(/[{}]/g, '\\$&');
}

function clamped(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** Rounded down: players show an event from its start to before its end, and frames lie just after. */
function centiseconds(frame: number): number {
  return Math.floor((frame * 100) / FPS);
}

function clock(cs: number): string {
  const two = (value: number) => String(Math.floor(value) % 60).padStart(2, '0');
  return `${Math.floor(cs / 360_000)}:${two(cs / 6000)}:${two(cs / 100)}.${String(cs % 100).padStart(2, '0')}`;
}
