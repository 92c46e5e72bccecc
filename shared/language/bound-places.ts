import { clauseWords, leansForward } from '#shared/language/clause-words.ts';
import { isNegation } from '#shared/language/meaning-words.ts';
import { factorOf } from '#shared/language/number-words.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';
import type { Word } from '#shared/language/words.ts';

/** A phrase this many words behind a figure says what the figure is of: `$1.20 a pound | in summer`. */
const NEAR_FIGURE = 3;
/** … and a date or second figure may follow this far behind: `60 large copper plates | in 1705`. */
const FIGURE_TO_DATE = 6;
/** Words between the two ends of a span: `from … to …`. */
const LONGEST_SPAN = 10;

const PAUSE = /[,;:.!?…—–()[\]、。，；：！？،؛।؟]/u;
const FIGURE = /^\p{N}/u;
const NUMBER_WORDS = new Set(
  'two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta deux trois quatre cinq sept huit neuf dix onze douze vingt trente'.split(
    ' ',
  ),
);
/** Small words inside names: `University of the Arts`, `Leonardo da Vinci`, `Marks and Spencer`. */
const NAME_PARTICLES = new Set(
  'of the and de da do dos das del della di du des la le el y e et van von der den und zu zum bin ibn al af av'.split(
    ' ',
  ),
);

/** Openings of spans and what closes them; those under `figures` only in front of a figure. */
const SPANS: Readonly<Record<string, { open: string; close: string; figures?: true }[]>> = {
  en: [
    { open: 'from', close: 'to until till' },
    { open: 'between', close: 'and' },
  ],
  de: [
    { open: 'von vom', close: 'bis auf' },
    { open: 'zwischen', close: 'und' },
  ],
  es: [
    { open: 'desde', close: 'hasta a' },
    { open: 'entre', close: 'y e' },
    { open: 'de', close: 'a', figures: true },
  ],
  fr: [
    { open: 'entre', close: 'et' },
    { open: 'de', close: 'à', figures: true },
  ],
  it: [
    { open: 'tra fra', close: 'e ed' },
    { open: 'da dal dalla', close: 'a al alla', figures: true },
  ],
  pt: [
    { open: 'entre', close: 'e' },
    { open: 'desde', close: 'até' },
    { open: 'de', close: 'a até', figures: true },
  ],
};

interface Sentence {
  words: readonly Word[];
  lower: readonly string[];
  /** Whether nothing but white space and signs that are no pause stand before a word. */
  touches: (index: number) => boolean;
  language: string;
}

const isFigure = (word = ''): boolean =>
  FIGURE.test(word) || NUMBER_WORDS.has(word.toLowerCase()) || factorOf(word) !== undefined;
const isCapital = (word = ''): boolean => /^\p{Lu}/u.test(word);

/** Whether a figure stands at most `reach` words before, in the same breath. */
function followsFigure({ words, touches }: Sentence, index: number, reach: number): boolean {
  for (let at = index - 1; at >= Math.max(0, index - reach) && touches(at + 1); at -= 1) {
    if (isFigure(words[at]?.text)) return true;
  }
  return false;
}

/** `more than`, `mehr als` in front of a figure. */
const THAN = new Set('than als que di de do чем'.split(' '));

/** A figure, its unit, and the phrase that says of what, per what or when. */
function holdsFigure(sentence: Sentence, index: number): boolean {
  const { words, lower, language } = sentence;
  const classes = clauseWords(language);
  const word = lower[index] ?? '';
  if (isFigure(words[index]?.text)) return true;
  if (isFigure(words[index - 1]?.text))
    return (
      !classes.conjunctions.has(word) && !(classes.subordinators.has(word) && !classes.prepositions.has(word))
    );
  if (THAN.has(word) && isFigure(words[index + 1]?.text)) return true;
  if (!classes.prepositions.has(word) && word !== 'a' && word !== 'per') return false;
  const dated = FIGURE.test(words[index + 1]?.text ?? '') || FIGURE.test(words[index + 2]?.text ?? '');
  return followsFigure(sentence, index, dated ? FIGURE_TO_DATE : NEAR_FIGURE);
}

/** Two words of one name, or a name and the small word that joins it to the rest. */
function holdsName({ words, lower }: Sentence, index: number): boolean {
  const [left, right] = [words[index - 1]?.text, words[index]?.text];
  if (isCapital(left) && isCapital(right)) return true;
  const particle = (at: number): boolean => NAME_PARTICLES.has(lower[at] ?? '');
  if (isCapital(left) && particle(index))
    return isCapital(words[index + 1]?.text) || (particle(index + 1) && isCapital(words[index + 2]?.text));
  return particle(index - 1) && isCapital(right) && isCapital(words[index - 2]?.text);
}

/** Japanese: particles and endings belong to what stands before them, ideographs in a row are one word. */
function holdsJapanese({ words, language }: Sentence, index: number): boolean {
  if (primaryLanguage(language) !== 'ja') return false;
  const [left = '', right = ''] = [words[index - 1]?.text, words[index]?.text];
  return (
    /^\p{Script=Hiragana}+$/u.test(right) || (/\p{Script=Han}$/u.test(left) && /^\p{Script=Han}/u.test(right))
  );
}

/** Places inside a span, from its opening word to the one behind its closing word. */
function spanPlaces({ words, lower, touches, language }: Sentence): number[] {
  const places: number[] = [];
  for (const { open, close, figures } of SPANS[primaryLanguage(language)] ?? []) {
    const [opens, closes] = [open.split(' '), close.split(' ')];
    for (const [start, word] of lower.entries()) {
      if (!opens.includes(word) || (figures && !isFigure(words[start + 1]?.text))) continue;
      let end = start + 1;
      while (
        end < words.length &&
        end <= start + LONGEST_SPAN &&
        touches(end) &&
        !closes.includes(lower[end] ?? '')
      )
        end += 1;
      if (!closes.includes(lower[end] ?? '') || !touches(end)) continue;
      // The second end reaches up to its figure: `… to more than 300`.
      const figure = lower.findIndex(
        (_, at) => at > end && at <= end + NEAR_FIGURE + 1 && isFigure(words[at]?.text),
      );
      for (let at = start + 1; at <= Math.max(end + 1, figure); at += 1) places.push(at);
    }
  }
  return places;
}

/**
 * The words of a sentence, by place, before which nobody may cut: between a figure, its unit and the phrase that says of
 * what or when; inside `from … to …` and `between … and …`; inside a name; behind a word that leans on the next one;
 * beside a negation. Punctuation between two words frees the place.
 */
export function boundPlaces(text: string, words: readonly Word[], language: string): ReadonlySet<number> {
  const classes = clauseWords(language);
  const sentence: Sentence = {
    words,
    lower: words.map((word) => word.text.toLowerCase()),
    touches: (index) => !PAUSE.test(text.slice(words[index - 1]?.end, words[index]?.start)),
    language,
  };
  const bound = new Set(spanPlaces(sentence));
  for (let index = 1; index < words.length; index += 1) {
    const [left, right] = [words[index - 1]?.text ?? '', words[index]?.text ?? ''];
    const title =
      /^\p{Lu}\p{L}{0,2}$/u.test(left) &&
      /^\.\s$/u.test(text.slice(words[index - 1]?.end, words[index]?.start));
    if (title && isCapital(right)) bound.add(index);
    if (!sentence.touches(index)) continue;
    const holds =
      leansForward(left, classes) ||
      isNegation(left, language) ||
      isNegation(right, language) ||
      holdsFigure(sentence, index) ||
      holdsName(sentence, index) ||
      holdsJapanese(sentence, index);
    if (holds) bound.add(index);
  }
  return bound;
}
