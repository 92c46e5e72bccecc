import { boundPlaces } from '#shared/language/bound-places.ts';
import { type ClauseWords, clauseWords, leansForward } from '#shared/language/clause-words.ts';
import { type Word, wordsWithPlaces } from '#shared/language/words.ts';

/** How clearly a place in a sentence separates what stands before it from what follows; `bound` joins them. */
export const BREAK = {
  bound: -1,
  word: 0,
  phrase: 1,
  joint: 1.5,
  clause: 2,
  strong: 3,
  sentence: 4,
} as const;

/** A place where a text may be cut: `at` is where the right part begins, in UTF-16 units. */
export interface Gap {
  at: number;
  strength: number;
}

const STOP = /[。！？।؟]["'”’»」』)]*\s*$|[!?…]["'”’»)]*\s+$/u;
const FULL_STOP = /[\p{L}\p{N})%]{3}\.["'”’»)]*\s+$/u;
const STRONG = /[;:；：]["'”’»)]*\s*$|\s[–—-]+\s+$|—\s*$/u;
const COMMA = /[,，،、]["'”’»)]*\s*$/u;

/** What belongs to the noun before it, more than any other phrase. */
const OF = new Set('of de del do du des di von vom'.split(' '));

function gapStrength(text: string, left: Word, right: Word, words: ClauseWords): number {
  const gap = text.slice(left.start, partStart(text, left.end, right.start));
  const next = right.text.toLowerCase();
  if (STOP.test(gap)) return BREAK.sentence;
  if (FULL_STOP.test(gap) && /^\p{Lu}|^\p{N}/u.test(right.text)) return BREAK.sentence;
  if (STRONG.test(gap)) return BREAK.strong;
  const joins = words.conjunctions.has(next) || words.subordinators.has(next);
  if (COMMA.test(gap)) return joins ? BREAK.strong : BREAK.clause;
  if (/[(（]$/u.test(text.slice(left.end, right.start).trimEnd())) return BREAK.clause;
  if (leansForward(left.text, words)) return BREAK.bound;
  // `from 6 % in 2017` belongs together.
  if (/[\p{N}%‰]\s*$/u.test(text.slice(left.start, right.start)) && !joins) return BREAK.word;
  // … and so does `lies 10,935 m`.
  if (/^\p{N}/u.test(right.text)) return BREAK.bound;
  if (words.prepositions.has(next)) return OF.has(next) ? BREAK.word : BREAK.phrase;
  return joins ? BREAK.joint : BREAK.word;
}

/** Opening marks, currencies and the signs of a figure belong to what follows. */
const OPENING = /(?:[("'“‘„«「『（【《〈‹[¿¡$€£¥₹]+|[«‹]\s|(?<=\s)[-+−±~≈<>#@]+\s?|(?<=\s)[$€£¥₹]\s)$/u;

function partStart(text: string, from: number, to: number): number {
  const opening = OPENING.exec(text.slice(from, to));
  return opening ? from + opening.index : to;
}

function gapsOf(text: string, language: string, words: readonly Word[]): (Gap & { before: number })[] {
  const classes = clauseWords(language);
  const gaps: (Gap & { before: number })[] = [];
  for (const [before, right] of words.entries()) {
    const left = words[before - 1];
    if (!left) continue;
    if (left.end === right.start) {
      gaps.push({ at: right.start, strength: BREAK.word, before });
      continue;
    }
    const strength = gapStrength(text, left, right, classes);
    const at = partStart(text, left.end, right.start);
    if (strength > BREAK.word || /\s/u.test(text.slice(left.end, at))) gaps.push({ at, strength, before });
  }
  return gaps;
}

/**
 * Every place between two words where a text could be cut, in order, with its strength: 4 between sentences, 3 at
 * semicolons, colons, dashes and before a joined clause, 2 at commas, 1½ before a joined clause without one, 1 before a phrase, 0 between mere words. Places
 * after a word that leans on the next one (`the`, `of`) are left out, and so are commas inside numbers.
 */
export function findBreaks(text: string, language: string): Gap[] {
  return gapsOf(text, language, wordsWithPlaces(text))
    .filter(({ strength }) => strength !== BREAK.bound)
    .map(({ at, strength }) => ({ at, strength }));
}

/** The same places and those that no cut may part, with strength −1; see {@link boundPlaces}. */
export function findGaps(text: string, language: string): Gap[] {
  const words = wordsWithPlaces(text);
  const bound = boundPlaces(text, words, language);
  return gapsOf(text, language, words).map(({ at, strength, before }) => ({
    at,
    strength: bound.has(before) && strength < BREAK.strong ? BREAK.bound : strength,
  }));
}
