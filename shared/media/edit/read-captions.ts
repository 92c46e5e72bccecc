import { AppError } from '#shared/errors.ts';

/** One caption of a file. */
export interface FileCaption {
  /** Seconds. */
  from: number;
  to: number;
  lines: string[];
}

/** `00:01:02,345`, `1:02.345`: hours may be left out in WebVTT. */
const MOMENT = /(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})/.source;
const TIMING = new RegExp(`^\\s*${MOMENT}\\s*-->\\s*${MOMENT}`);
const MOST_CAPTIONS = 10_000;
const LONGEST_LINE = 500;

/**
 * Reads SubRip (SRT) and WebVTT. Of styles and tags only the words are kept, so that no file can bring fonts or drawings of its
 * own. Throws `MEDIA_INVALID` when there is no caption in it.
 */
export function readCaptions(text: string): FileCaption[] {
  const captions: FileCaption[] = [];
  for (const block of text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)) {
    const lines = block.split('\n');
    const at = lines.findIndex((line) => TIMING.test(line));
    const [, ...numbers] = TIMING.exec(lines[at] ?? '') ?? [];
    if (at === -1) continue;
    const [from, to] = [seconds(numbers.slice(0, 4)), seconds(numbers.slice(4))];
    const words = lines
      .slice(at + 1)
      .map(plain)
      .filter(Boolean);
    if (to > from && words.length > 0) captions.push({ from, to, lines: words });
  }
  if (captions.length === 0 || captions.length > MOST_CAPTIONS) {
    throw new AppError('MEDIA_INVALID', 'This is no file of captions that can be read.', {
      hint: 'Use SRT or WebVTT.',
    });
  }
  return captions;
}

function seconds([hours = '0', minutes = '0', whole = '0', part = '0']: readonly string[]): number {
  return (
    Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(whole) + Number(part.padEnd(3, '0')) / 1000
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: '\u00a0',
  lrm: '\u200e',
  rlm: '\u200f',
};

function plain(line: string): string {
  return line
    .slice(0, LONGEST_LINE)
    .replace(/<[^>]*>|\{\\[^}]*\}/g, '')
    .replace(/&(amp|lt|gt|nbsp|lrm|rlm);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
}
