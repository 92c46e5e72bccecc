import type { FoundNumber } from '#shared/agents/director/find-numbers.ts';
import { clauseWords, isClosedClass } from '#shared/language/clause-words.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';
import { type Word, wordsWithPlaces } from '#shared/language/words.ts';

const DISPLAY_LENGTH = 18;
const LARGE_WEIGHT = 0.7;
const SMALL_WEIGHT = 0.55;

interface NumberWords {
  small: ReadonlySet<string>;
  large: ReadonlySet<string>;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const BY_LANGUAGE: Readonly<Record<string, NumberWords>> = {
  en: {
    small: set(
      'two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety',
    ),
    large: set(
      'hundred hundreds thousand thousands million millions billion billions trillion half thirds quarters',
    ),
  },
  de: {
    small: set(
      'zwei drei vier fünf sechs sieben acht neun zehn elf zwölf fünfzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig',
    ),
    large: set('hundert hunderte tausend tausende million millionen milliarde milliarden drittel viertel'),
  },
  es: {
    small: set(
      'dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta cuarenta cincuenta',
    ),
    large: set('cien cientos mil miles millón millones mitad tercio tercios'),
  },
  fr: {
    small: set(
      'deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante',
    ),
    large: set('cent cents mille millier milliers million millions milliard milliards moitié tiers quarts'),
  },
};

/** One of what follows: `a thousand`. */
const ARTICLES = set('a an one ein eine un une');

/** The word that is counted, when it follows at once and both fit in one large line. */
function counted(
  text: string,
  run: readonly Word[],
  next: Word | undefined,
  language: string,
): Word | undefined {
  if (next === undefined || isClosedClass(next.text, clauseWords(language))) return undefined;
  const touches = /^\s+$/u.test(text.slice(run.at(-1)?.end, next.start));
  return touches && next.end - (run[0]?.start ?? 0) <= DISPLAY_LENGTH ? next : undefined;
}

/** Numbers written in words (`two million`, `six weeks`), with what they count where it fits; small ones only with it. */
export function findNumberWords(text: string, language: string): FoundNumber[] {
  const known = BY_LANGUAGE[primaryLanguage(language)];
  if (known === undefined) return [];
  const words = wordsWithPlaces(text);
  const isNumber = ({ text: word }: Word): boolean =>
    known.small.has(word.toLowerCase()) || known.large.has(word.toLowerCase());
  const found: FoundNumber[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const run: Word[] = [];
    for (let next = words[at]; next && isNumber(next); next = words[at]) {
      run.push(next);
      at += 1;
    }
    const [first] = run;
    if (first === undefined || /\p{Nd}[\s-]*$/u.test(text.slice(0, first.start))) continue;
    const isLarge = run.some((word) => known.large.has(word.text.toLowerCase()));
    const noun = isLarge ? undefined : counted(text, run, words[at], language);
    const end = noun?.end ?? run.at(-1)?.end ?? first.end;
    const article = words[words.indexOf(first) - 1];
    const start =
      isLarge && article && ARTICLES.has(article.text.toLowerCase()) ? article.start : first.start;
    const display = text.slice(start, end);
    if (display.length > DISPLAY_LENGTH || (!isLarge && noun === undefined)) continue;
    found.push({
      display,
      start: first.start,
      end,
      weight: isLarge ? LARGE_WEIGHT : SMALL_WEIGHT,
      isYear: false,
    });
  }
  return found;
}
