/** What must not be torn at a line's end: a text, and whether a space stands before it. */
export interface Piece {
  text: string;
  space: boolean;
  /** Which of the stressed phrases it belongs to; undefined for none. */
  phrase?: number | undefined;
}

const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Marks that may not begin a line, and marks that may not end one (JIS X 4051, the short list). */
const NOT_FIRST =
  /^[、。，．・：；？！）〕］｝」』】〉》ー…‥,.!?:;)\]}»”’ぁぃぅぇぉっゃゅょァィゥェォッャュョ]/u;
const NOT_LAST = /[（〔［｛「『【〈《([{«“‘]$/u;

/** Japanese particles of one sign, after which a phrase ends. */
const PARTICLE = /[はがをにでともへ]$/u;
const HIRAGANA = /^\p{Script=Hiragana}/u;
const PAUSE = /[、。，．！？…]$/u;

/**
 * Whether a line may end between two words of Japanese: never before the endings and particles that belong to the word before
 * them. Where a phrase begins is told by its first sign, which mostly is no hiragana.
 */
function tornApart(before: string, after: string): boolean {
  if (!HIRAGANA.test(after) || PAUSE.test(before)) return false;
  return !(PARTICLE.test(before) && [...after].length > 1);
}

/** Parts of a word between which a line may end: after hyphens and slashes, and between words of scripts without spaces. */
function partsOf(word: string): string[] {
  if (!WITHOUT_SPACES.test(word)) return word.match(/.+?[-–—/_=&?](?=[^\s\d\-–—/].)|.+$/gu) ?? [word];
  const parts: string[] = [];
  for (const { segment } of new Intl.Segmenter('und', { granularity: 'word' }).segment(word)) {
    const last = parts.at(-1);
    if (last !== undefined && (NOT_FIRST.test(segment) || NOT_LAST.test(last) || tornApart(last, segment))) {
      parts[parts.length - 1] = last + segment;
    } else parts.push(segment);
  }
  return parts;
}

const bare = (word: string): string =>
  word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}%€$£]+$/gu, '');

/** For each word, which of the phrases it is part of. */
function phrasesOf(words: readonly string[], phrases: readonly string[]): (number | undefined)[] {
  const plain = words.map(bare);
  // A number takes the unit with it that it is glued to.
  const numbers = words.map((word) =>
    /^\p{N}/u.test(word) ? bare(word.split('\u{a0}')[0] ?? '') : undefined,
  );
  const found: (number | undefined)[] = words.map(() => undefined);
  phrases.forEach((phrase, number) => {
    const wanted = glue(phrase)
      .split(/[ \t\n]+/u)
      .map(bare)
      .filter(Boolean);
    if (wanted.length === 0) return;
    for (let at = 0; at + wanted.length <= plain.length; at += 1) {
      if (wanted.every((word, offset) => plain[at + offset] === word || numbers[at + offset] === word)) {
        found.fill(number, at, at + wanted.length);
      }
    }
  });
  return found;
}

/** The same for the parts of a stretch of text without spaces, in which phrases are found by their letters. */
function phrasesWithin(parts: readonly string[], phrases: readonly string[]): (number | undefined)[] {
  const whole = parts.join('');
  let end = 0;
  return parts.map((part) => {
    const start = end;
    end += part.length;
    const number = phrases.findIndex((phrase) => {
      const at = phrase === '' ? -1 : whole.indexOf(phrase);
      return at >= 0 && start < at + phrase.length && end > at;
    });
    return number < 0 ? undefined : number;
  });
}

/** Keeps a number with its unit, and a dash or an emoji with the word before it. */
function glue(text: string): string {
  return text
    .replace(/(\p{N}) (?=(?:[%‰€$£¥]|°[CFK]?|[a-zA-Zµ]{1,3}[²³]?)(?:[\s.,;:!?)]|$))/gu, '$1\u{a0}')
    .replace(/ (?=(?:[–—]|\p{Extended_Pictographic}\S*)(?:\s|$))/gu, '\u{a0}');
}

/** Cuts a text into pieces; words of `stress` (whole words or phrases, in any case) belong to that phrase. */
export function piecesOf(text: string, stress: readonly string[] = []): Piece[] {
  const words = glue(text).split(' ').filter(Boolean);
  const phrases = phrasesOf(words, stress);
  return words.flatMap((word, index) => {
    const parts = partsOf(word);
    const within = WITHOUT_SPACES.test(word) ? phrasesWithin(parts, stress) : [];
    return parts.map((part, at) => ({
      text: part,
      space: at === 0 && index > 0,
      phrase: phrases[index] ?? within[at],
    }));
  });
}
