import type { CaptionStyle, Cue } from '#shared/domain/render-plan.ts';
import { FPS } from '#shared/domain/timeline.ts';
import { fontRuns } from '#shared/render/captions/caption-fonts.ts';
import { DESCENT, LINE_HEIGHT } from '#shared/render/captions/caption-format.ts';
import { captionArea, type FrameSize } from '#shared/scenes/frame.ts';

/**
 * Captions for libass over frames of `size`, for frames 0 to before `frames`: each spoken word is in the highlight colour
 * from its beginning until that of the next. Every state of a caption is an event of its own and none depends on the one
 * before, so a caption may begin before the first frame.
 */
export function writeAss(cues: readonly Cue[], style: CaptionStyle, size: FrameSize, frames: number): string {
  const events = cues.flatMap((cue) => cueEvents(cue, style, size, frames));
  return [...head(style, size), ...events, ''].join('\n');
}

function head(style: CaptionStyle, size: FrameSize): string[] {
  const { fontFamily, fontSize, fill, outline, outlineWidth, shadow } = style;
  const area = captionArea(size);
  const right = size.width - area.x - area.width;
  const below = size.height - area.y - area.height;
  // libass takes the size of a font as the height of its line, not as that of its em square.
  const values = [
    ['Name', 'Caption'],
    ['Fontname', fontFamily],
    ['Fontsize', (fontSize * LINE_HEIGHT).toFixed(2)],
    ['PrimaryColour', assColour(fill)],
    ['SecondaryColour', assColour(fill)],
    ['OutlineColour', assColour(outline)],
    ['BackColour', assColour(outline)],
    ...[['Bold', 0] as const, ['Italic', 0] as const, ['BorderStyle', 1] as const],
    ['Outline', outlineWidth],
    ['Shadow', shadow],
    // Bottom centre.
    ['Alignment', 2],
    ['MarginL', area.x],
    ['MarginR', right],
    ['MarginV', Math.round(below + outlineWidth)],
    // The direction of a line follows from its first strong letter.
    ['Encoding', -1],
  ] as const;
  return [
    '[Script Info]',
    'ScriptType: v4.00+',
    `PlayResX: ${size.width}`,
    `PlayResY: ${size.height}`,
    'ScaledBorderAndShadow: yes',
    // Lines break where we say, and nowhere else.
    'WrapStyle: 2',
    'YCbCr Matrix: TV.709',
    '',
    '[V4+ Styles]',
    `Format: ${values.map(([name]) => name).join(', ')}`,
    `Style: ${values.map(([, value]) => value).join(',')}`,
    '',
    '[Events]',
    'Format: Start, End, Style, Text',
  ];
}

function cueEvents(cue: Cue, style: CaptionStyle, size: FrameSize, frames: number): string[] {
  const { startFrame, endFrame, lines, spoken } = cue;
  const words = lines.flat();
  // A word that takes no whole frame never lights up.
  const starts = spoken ? words.map((word, i) => (i === 0 ? startFrame : word.startFrame)) : [startFrame];
  return starts.flatMap((start, active) => {
    const from = Math.max(start, 0);
    const to = Math.min(starts[active + 1] ?? endFrame, endFrame, frames);
    if (from >= to) return [];
    let index = 0;
    const texts = lines.map((line) =>
      line.map(({ text }) => (spoken && index++ === active ? lit(text, style) : drawn(text, style))).join(''),
    );
    return placed(cue, texts, style, size).map(
      (text) => `Dialogue: ${assTime(from)},${assTime(to)},Caption,${text}`,
    );
  });
}

/**
 * The lines of a caption as one event; as one event each, put where the caption font's lines would be, when they have
 * letters of fonts with higher lines, which libass would push apart.
 */
function placed(
  { lines }: Cue,
  texts: readonly string[],
  { fontSize, outlineWidth }: CaptionStyle,
  size: FrameSize,
): string[] {
  const fonts = lines.map((line) =>
    line.flatMap(({ text }) => fontRuns(text).flatMap(({ font }) => font ?? [])),
  );
  if (fonts.flat().length === 0) return [texts.join('\\N')];
  const area = captionArea(size);
  const x = area.x + area.width / 2;
  const deeper = Math.max(0, ...(fonts.at(-1) ?? []).map(({ marksBelow = 0 }) => marksBelow));
  const lowest = area.y + area.height - outlineWidth - (DESCENT + deeper) * fontSize;
  return texts.map((text, index) => {
    const base = lowest - (texts.length - 1 - index) * LINE_HEIGHT * fontSize;
    const descent = Math.max(DESCENT, ...(fonts[index] ?? []).map((font) => font.descent));
    return `{\\pos(${x.toFixed(1)},${(base + descent * fontSize).toFixed(1)})}${text}`;
  });
}

function lit(word: string, style: CaptionStyle): string {
  const [, blank, text] = /^(\s*)(.*)$/u.exec(word) as unknown as [string, string, string];
  const { fill, highlight } = style;
  return `${blank}{\\1c${assColour(highlight)}&}${drawn(text, style)}{\\1c${assColour(fill)}&}`;
}

/** A text with the font of each script named; weights have the same names in all families. */
function drawn(text: string, { fontFamily, fontSize }: CaptionStyle): string {
  const weight = fontFamily.replace(/^Inter/, '');
  return fontRuns(text)
    .map(({ text: run, font }) => {
      if (!font) return escaped(run);
      const named = fontCommand(`${font.family}${weight}`, font.lineHeight * fontSize);
      return named + escaped(run) + fontCommand(fontFamily, LINE_HEIGHT * fontSize);
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

function assColour(colour: string): string {
  const [red, green, blue] = [colour.slice(1, 3), colour.slice(3, 5), colour.slice(5, 7)];
  return `&H00${blue}${green}${red}`.toUpperCase();
}

/** Centiseconds, rounded down: libass shows an event from its start to before its end, and frames lie just after. */
function assTime(frame: number): string {
  const cs = Math.floor((frame * 100) / FPS);
  const two = (value: number) => String(Math.floor(value) % 60).padStart(2, '0');
  return `${Math.floor(cs / 360_000)}:${two(cs / 6000)}:${two(cs / 100)}.${String(cs % 100).padStart(2, '0')}`;
}
