/** What must not be torn at a line's end: a text, and whether a space stands before it. */
export interface Piece {
  text: string;
  space: boolean;
  /** Stressed words are drawn in the style's manner of emphasis. */
  stressed: boolean;
}

const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Marks that may not begin a line, and marks that may not end one (JIS X 4051, the short list). */
const NOT_FIRST =
  /^[、。，．・：；？！）〕］｝」』】〉》ー…‥,.!?:;)\]}»”’ぁぃぅぇぉっゃゅょァィゥェォッャュョ]/u;
const NOT_LAST = /[（〔［｛「『【〈《([{«“‘]$/u;

/** Parts of a word between which a line may end: after hyphens and slashes, and between words of scripts without spaces. */
function partsOf(word: string): string[] {
  if (!WITHOUT_SPACES.test(word)) return word.match(/.+?[-–—/_=&?](?=[^\s\d\-–—/].)|.+$/gu) ?? [word];
  const parts: string[] = [];
  for (const { segment } of new Intl.Segmenter('und', { granularity: 'word' }).segment(word)) {
    const last = parts.at(-1);
    if (last !== undefined && (NOT_FIRST.test(segment) || NOT_LAST.test(last))) {
      parts[parts.length - 1] = last + segment;
    } else parts.push(segment);
  }
  return parts;
}

const bare = (word: string): string =>
  word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}%€$£]+$/gu, '');

/** For each word, whether it is part of one of the phrases. */
function stressedWords(words: readonly string[], phrases: readonly string[]): boolean[] {
  const plain = words.map(bare);
  const stressed = words.map(() => false);
  for (const phrase of phrases) {
    const wanted = phrase.split(/\s+/u).map(bare).filter(Boolean);
    if (wanted.length === 0) continue;
    for (let at = 0; at + wanted.length <= plain.length; at += 1) {
      if (wanted.every((word, offset) => plain[at + offset] === word)) {
        stressed.fill(true, at, at + wanted.length);
      }
    }
  }
  return stressed;
}

/** Keeps a number with its unit, and a dash with the word before it. */
function glue(text: string): string {
  return text
    .replace(/(\p{N}) (?=(?:[%‰°€$£¥]|[a-zA-Zµ]{1,3}[²³]?)(?:[\s.,;:!?)]|$))/gu, '$1\u{a0}')
    .replace(/ (?=[–—]\s)/gu, '\u{a0}');
}

/** Cuts a text into pieces; words of `stress` (whole words or phrases, in any case) are stressed. */
export function piecesOf(text: string, stress: readonly string[] = []): Piece[] {
  const words = glue(text).split(' ').filter(Boolean);
  const stressed = stressedWords(words, stress);
  return words.flatMap((word, index) =>
    partsOf(word).map((part, at) => ({
      text: part,
      space: at === 0 && index > 0,
      stressed: stressed[index] === true,
    })),
  );
}
