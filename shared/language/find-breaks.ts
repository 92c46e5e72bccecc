import { type ClauseWords, clauseWords, leansForward } from '#shared/language/clause-words.ts';
import { type Word, wordsWithPlaces } from '#shared/language/words.ts';

/** How clearly a place in a sentence separates what stands before it from what follows. */
export const BREAK = { word: 0, phrase: 1, clause: 2, strong: 3, sentence: 4 } as const;

/** A place where a text may be cut: `at` is where the right part begins, in UTF-16 units. */
export interface Break {
  at: number;
  strength: number;
}

const STOP = /[。！？।؟]["'”’»」』)]*\s*$|[!?…]["'”’»)]*\s+$/u;
const FULL_STOP = /[\p{L}\p{N})%]{3}\.["'”’»)]*\s+$/u;
const STRONG = /[;:；：]["'”’»)]*\s*$|\s[–—-]+\s+$|—\s*$/u;
const COMMA = /[,，،、]["'”’»)]*\s*$/u;

function gapStrength(text: string, left: Word, right: Word, words: ClauseWords): number {
  const gap = text.slice(left.start, right.start);
  const next = right.text.toLowerCase();
  if (STOP.test(gap)) return BREAK.sentence;
  if (FULL_STOP.test(gap) && /^\p{Lu}|^\p{N}/u.test(right.text)) return BREAK.sentence;
  if (STRONG.test(gap)) return BREAK.strong;
  const joins = words.conjunctions.has(next) || words.subordinators.has(next);
  if (COMMA.test(gap)) return joins ? BREAK.strong : BREAK.clause;
  if (/[(（]$/u.test(gap.trimEnd())) return BREAK.clause;
  if (leansForward(left.text, words)) return -1;
  // `from 6 % in 2017` belongs together.
  if (/[\p{N}%‰]\s*$/u.test(text.slice(left.start, right.start)) && !joins) return BREAK.word;
  // … and so does `lies 10,935 m`.
  if (/^\p{N}/u.test(right.text)) return -1;
  return joins || words.prepositions.has(next) ? BREAK.phrase : BREAK.word;
}

function partStart(text: string, from: number, to: number): number {
  const opening = /[("'“‘„«「『（¿¡]+$/u.exec(text.slice(from, to));
  return opening ? from + opening.index : to;
}

/**
 * Every place between two words where a text could be cut, in order, with its strength: 4 between sentences, 3 at
 * semicolons, colons, dashes and before a joined clause, 2 at commas, 1 before a phrase, 0 between mere words. Places
 * after a word that leans on the next one (`the`, `of`) are left out, and so are commas inside numbers.
 */
export function findBreaks(text: string, language: string): Break[] {
  const words = wordsWithPlaces(text);
  const classes = clauseWords(language);
  const breaks: Break[] = [];
  for (const [index, right] of words.entries()) {
    const left = words[index - 1];
    if (!left || left.end === right.start) {
      if (left) breaks.push({ at: right.start, strength: BREAK.word });
      continue;
    }
    const strength = gapStrength(text, left, right, classes);
    const at = partStart(text, left.end, right.start);
    if (strength >= 0 && (/\s/u.test(text.slice(left.end, at)) || strength > BREAK.word))
      breaks.push({ at, strength });
  }
  return breaks;
}
