import { type ClauseWords, clauseWords, isClosedClass } from '#shared/language/clause-words.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';
import { isTopicWord } from '#shared/language/terms.ts';
import { splitWords, type Word, wordsWithPlaces } from '#shared/language/words.ts';

const ITEM_WORDS = 4;

interface Segment {
  words: Word[];
  /** Whether the last conjunction stands before it. */
  last: boolean;
  /** Whether it begins a sentence or follows a colon, so that nothing before it belongs to the enumeration. */
  fresh: boolean;
}

/** Conjunctions before the last item of a list. */
const LISTING = new Set('and or und oder sowie y e o u et ou ed'.split(' '));

/** Splits a text at its commas, its conjunctions and its stronger marks; each part as its words. */
function segments(text: string, classes: ClauseWords): Segment[] {
  const found: Segment[] = [{ words: [], last: false, fresh: false }];
  let end = 0;
  for (const word of wordsWithPlaces(text)) {
    const gap = text.slice(end, word.start);
    const current = found.at(-1);
    const lower = word.text.toLowerCase();
    const lists = LISTING.has(lower);
    const fresh = end > 0 && (/[.!?:–—(]/u.test(gap) || (classes.conjunctions.has(lower) && !lists));
    end = word.end;
    if (fresh) found.push({ words: [], last: false, fresh });
    else if (/[,，、;]/u.test(gap) && current?.words.length !== 0)
      found.push({ words: [], last: false, fresh });
    if (!lists) found.at(-1)?.words.push(word);
    else if (found.at(-1)?.words.length === 0) Object.assign(found.at(-1) ?? {}, { last: true });
    else found.push({ words: [], last: true, fresh: false });
  }
  return found;
}

/** Prepositions that may stand within an item: `parts of the brain`. */
const INNER = new Set('of de del du des d von vom di do da'.split(' '));
const ELIDED = /^[dl][’'](?=\p{L})/iu;

/** An item without its article; French and Italian ones are part of the word. */
function withoutDeterminer(words: readonly Word[], classes: ClauseWords): Word[] {
  const [first, ...rest] = words;
  if (first === undefined) return [];
  if (classes.determiners.has(first.text.toLowerCase().replace(/’/gu, "'")) && rest.length > 0) return rest;
  const elided = ELIDED.exec(first.text)?.[0].length ?? 0;
  return [{ ...first, text: first.text.slice(elided), start: first.start + elided }, ...rest];
}

/** Where an item ends: before the first word that leads elsewhere, though not before `of the …`. */
function itemEnd(words: readonly Word[], classes: ClauseWords): number {
  const isInner = (at: number): boolean => INNER.has(words[at]?.text.toLowerCase() ?? '');
  const end = words.findIndex((word, at) => {
    if (!isClosedClass(word.text, classes)) return false;
    const belongs = isInner(at) || (isInner(at - 1) && classes.determiners.has(word.text.toLowerCase()));
    return !(belongs && at > 0 && at < words.length - 1);
  });
  return end === -1 ? words.length : end;
}

/** The longest end of the words before an enumeration that can be its first item. */
function firstItem(words: readonly Word[], longest: number, classes: ClauseWords, language: string): Word[] {
  // Behind its subject a German verb is no adjective: `Korallen brauchen | Licht, Wärme und …`.
  const isVerb = ({ text }: Word, at: number) =>
    primaryLanguage(language) === 'de' &&
    /^\p{Ll}+(?:en|t|ten?)$/u.test(text) &&
    /^\p{Lu}/u.test(words[at - 1]?.text ?? '');
  const start = words.findLastIndex((word, at) => isClosedClass(word.text, classes) || isVerb(word, at)) + 1;
  return withoutDeterminer(words.slice(Math.max(start, words.length - longest)), classes);
}

/** The beginning of the last part, up to where the sentence goes on. */
function lastItem(words: readonly Word[], longest: number, classes: ClauseWords): Word[] {
  const bare = withoutDeterminer(words, classes);
  const end = itemEnd(bare, classes);
  // `and lasts a hundred years`: what takes an object is a verb and no item.
  const next = bare[end]?.text.toLowerCase() ?? '';
  if (classes.determiners.has(next) && !classes.prepositions.has(next) && !classes.relatives.has(next))
    return [];
  const item = bare.slice(0, end);
  return item.some((word) => INNER.has(word.text.toLowerCase()))
    ? item.slice(0, ITEM_WORDS)
    : item.slice(0, longest + 1);
}

function isItem(text: string, language: string): boolean {
  const words = splitWords(text);
  const named = words.some((word) => /^\p{Lu}/u.test(word));
  return primaryLanguage(language) === 'de'
    ? named
    : named || words.some((word) => isTopicWord(word, language));
}

/** Words that count people or things, in front of those that they count: `two daughters, Johanna and Maria`. */
const COUNTS =
  /^(?:\p{Nd}+|two|three|four|five|six|seven|eight|nine|ten|twelve|several|both|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|beide[nr]?|mehrere|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|varios|varias|deux|trois|quatre|cinq|sept|huit|neuf|dix|plusieurs|due|tre|quattro|cinque|dois|duas|três|quatro)$/iu;

/** Whether figures stand among the items, not before the first of them or behind a preposition after the last. */
function hasFigures(run: readonly Segment[], fresh: boolean): boolean {
  const isFigure = ({ text }: Word): boolean => /\p{Nd}/u.test(text);
  const middle = run.slice(1, -1).some(({ words }) => words.some(isFigure));
  const last = run.at(-1)?.words ?? [];
  return (
    middle ||
    last.slice(0, ITEM_WORDS).some(isFigure) ||
    (!fresh && isFigure(run[0]?.words.at(-1) ?? { text: '', start: 0, end: 0 }))
  );
}

/** Whether what stands before the first comma belongs to no enumeration: a phrase such as `On Monday`, a counted noun. */
function isApart(words: readonly Word[], classes: ClauseWords): boolean {
  const first = words[0]?.text.toLowerCase() ?? '';
  return classes.prepositions.has(first) || words.slice(-ITEM_WORDS).some(({ text }) => COUNTS.test(text));
}

/** Japanese clauses with a subject each, parted by commas: `版元が企画を立て、絵師が下絵を描き、彫師が版木を彫ります`. */
function japaneseClauses(text: string): string[] {
  const parts = text.replace(/[。！]$/u, '').split('、');
  const fits = parts.every((part) => /^[^がは]{1,8}が[^がは。]{2,14}$/u.test(part));
  return parts.length >= 3 && fits ? parts : [];
}

/** Items of an enumeration in a sentence (`crabs, tube worms and blind shrimp`), at least three; empty when there is none. */
export function enumerated(text: string, language: string): string[] {
  if (primaryLanguage(language) === 'ja') return japaneseClauses(text);
  const classes = clauseWords(language);
  const parts = segments(text, classes);
  const end = parts.findIndex(({ last }, index) => last && index >= 2);
  const middle: Word[][] = [];
  let start = end - 1;
  let fresh = false;
  for (; start >= 0 && !fresh; start -= 1) {
    fresh = parts[start]?.fresh ?? false;
    if (start === 0 && !fresh) break;
    const words = withoutDeterminer(parts[start]?.words ?? [], classes);
    if (words.length === 0 || words.length > ITEM_WORDS || itemEnd(words, classes) < words.length) break;
    middle.unshift(words);
  }
  if (end === -1 || middle.length === 0) return [];
  // `the garlic and the cumin and stir` joins, `labour 30 % and rent 15 %` compares.
  const run = parts.slice(Math.max(0, start), end + 1);
  if (run.slice(0, -1).some(({ last }) => last) || hasFigures(run, fresh)) return [];
  const longest = Math.max(...middle.map((words) => words.length));
  const last = lastItem(parts[end]?.words ?? [], longest, classes);
  const items = [
    fresh || isApart(parts[start]?.words ?? [], classes)
      ? []
      : firstItem(parts[start]?.words ?? [], Math.max(longest, last.length), classes, language),
    ...middle,
    last,
  ].filter((words) => words.length > 0);
  const texts = items.map((words) => text.slice(words[0]?.start, words.at(-1)?.end));
  return items.length >= 3 && texts.every((item) => isItem(item, language)) ? texts : [];
}
