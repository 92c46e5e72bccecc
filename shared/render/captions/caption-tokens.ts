import type { TimelineScene } from '#shared/domain/timeline.ts';
import { captionText } from '#shared/render/captions/clean-text.ts';
import { textWidth } from '#shared/render/captions/text-width.ts';

/** A piece of text that no line break may divide, with its time in ms from the start of the scene. */
export interface CaptionToken {
  text: string;
  startMs: number;
  endMs: number;
  /** Whether a blank stands before it. */
  spaced: boolean;
}

/** Scripts that are written without blanks between words. */
const UNSPACED = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;
const ONLY_MARKS = /^[\p{P}\p{S}\p{M}ーゝゞヽヾ々]+$/u;
/** Endings and particles of Japanese, which belong to the word before them. */
const KANA_TAIL = /^\p{sc=Hira}{1,4}$/u;
const OPENING = /^[\p{Ps}\p{Pi}¿¡]+$/u;

/**
 * The words of a scene as tokens: cleaned, words of scripts without blanks divided where a line may break, marks kept with
 * what they belong to, and a word wider than `maxWidth` em cut into pieces, each with its share of the time.
 */
export function captionTokens(
  { narration, text }: Pick<TimelineScene, 'narration' | 'text'>,
  maxWidth: number,
): CaptionToken[] {
  const tokens: CaptionToken[] = [];
  let cursor = 0;
  for (const word of narration.words) {
    const found = text.indexOf(word.text, cursor);
    const before = found < 0 ? undefined : text.slice(cursor, found);
    if (found >= 0) cursor = found + word.text.length;
    const cleaned = captionText(word.text);
    if (cleaned === '') continue;
    const last = tokens.at(-1)?.text ?? '';
    const unspaced = UNSPACED.test(last.slice(-1)) && UNSPACED.test(cleaned.charAt(0));
    const spaced = before === undefined ? !unspaced : /\s/.test(before);
    const startMs = narration.offsetMs + word.startMs;
    const endMs = narration.offsetMs + Math.max(word.endMs, word.startMs);
    append(tokens, divide(cleaned, maxWidth), { startMs, endMs, spaced, maxWidth });
  }
  return tokens;
}

function append(
  tokens: CaptionToken[],
  pieces: readonly string[],
  { startMs, endMs, spaced, maxWidth }: Omit<CaptionToken, 'text'> & { maxWidth: number },
): void {
  const letters = pieces.reduce((sum, piece) => sum + piece.length, 0);
  let from = startMs;
  pieces.forEach((piece, index) => {
    const to = index === pieces.length - 1 ? endMs : from + ((endMs - startMs) * piece.length) / letters;
    const blank = index === 0 && spaced;
    const last = tokens.at(-1);
    const joined = last && `${last.text}${blank ? ' ' : ''}${piece}`;
    if (last && joined !== undefined && belongs(last.text, piece) && textWidth(joined) <= maxWidth) {
      last.text = joined;
      last.endMs = to;
    } else {
      tokens.push({ text: piece, startMs: from, endMs: to, spaced: blank });
    }
    from = to;
  });
}

/** Whether no line may break between two pieces: marks close what is before them, brackets open what follows. */
function belongs(before: string, piece: string): boolean {
  if (OPENING.test(before)) return true;
  if (KANA_TAIL.test(piece)) return /[\p{sc=Han}\p{sc=Kana}\p{sc=Hira}ー]$/u.test(before);
  return ONLY_MARKS.test(piece) && !OPENING.test(piece);
}

const wordsOf = new Intl.Segmenter('ja', { granularity: 'word' });
const graphemesOf = new Intl.Segmenter('en', { granularity: 'grapheme' });

function divide(word: string, maxWidth: number): string[] {
  const pieces = UNSPACED.test(word) ? [...wordsOf.segment(word)].map(({ segment }) => segment) : [word];
  return pieces.flatMap((piece) => (textWidth(piece) > maxWidth ? chop(piece, maxWidth) : [piece]));
}

function chop(word: string, maxWidth: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let width = 0;
  for (const { segment } of graphemesOf.segment(word)) {
    const more = textWidth(segment);
    if (piece !== '' && width + more > maxWidth) {
      pieces.push(piece);
      piece = '';
      width = 0;
    }
    piece += segment;
    width += more;
  }
  pieces.push(piece);
  return pieces;
}
