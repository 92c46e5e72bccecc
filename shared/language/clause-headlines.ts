import { clauseWords } from '#shared/language/clause-words.ts';
import type { Figure } from '#shared/language/figure.ts';
import { BREAK, findBreaks } from '#shared/language/find-breaks.ts';
import { findFigures } from '#shared/language/find-figures.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';
import type { TaggedWord } from '#shared/language/word-kinds.ts';

const WORDS = { fewest: 3, most: 9 } as const;
const COMMAND_WORDS = 8;
/** Behind these a clause says where, how or with what, and is true without it. */
const ADDS = /^(?:in|on|at|with|from|by|over|through|near|into|across|along|around)$/u;
/** `in mice`: what holds for some only. */
const LIMITS =
  /^\s*(?:in|for|among|with)\s+(?!the\b|an?\b|his\b|her\b|its\b|their\b|our\b|your\b|my\b)\p{Ll}/u;
/** A clause that is shorter than this share of its sentence is worth showing alone. */
const PART = 0.85;

type Words = readonly TaggedWord[];

const lower = (word: TaggedWord | undefined): string => word?.text.toLowerCase() ?? '';

/** The words of a clause without the time or place, and the conjunction, that stand before its subject. */
function fromSubject(clause: Words, text: string, figures: readonly Figure[], language: string): Words {
  const classes = clauseWords(language);
  const at = classes.conjunctions.has(lower(clause[0])) ? 1 : 0;
  if (!classes.prepositions.has(lower(clause[at]))) return clause.slice(at);
  const second = clause[at + 1];
  const year = figures.find(({ kind, start }) => kind === 'year' && start === second?.start);
  if (year) return clause.slice(at + 2);
  const comma = clause.findIndex(({ end }, index) => index > at && /^\s*,/u.test(text.slice(end)));
  return comma < 0 ? [] : clause.slice(comma + 1);
}

/**
 * The beginnings of an English sentence's main clauses that are clauses themselves: subject, verb and object, without the
 * phrases that only say where or how (`The forager carries the nectar home`). Three to nine words, and never all of it.
 */
export function clauseHeadlines(text: string, words: Words, language: string): string[] {
  if (primaryLanguage(language) !== 'en') return [];
  const classes = clauseWords(language);
  const figures = findFigures(text, language);
  const breaks = findBreaks(text, language).filter(({ strength }) => strength >= BREAK.strong);
  const starts = [0, ...breaks.map(({ at }) => at)];
  return starts.flatMap((from, index) => {
    const to = starts[index + 1] ?? text.length;
    const own = words.filter(
      ({ start, end, text: word }) => start >= from && end <= to && /[\p{L}\p{N}]/u.test(word),
    );
    const clause = fromSubject(own, text, figures, language);
    const [first] = clause;
    if (first === undefined || first.kind === 'verb' || first.kind === 'adverb') return [];
    if (classes.subordinators.has(lower(first)) || classes.prepositions.has(lower(first))) return [];
    const verb = clause.findIndex(({ kind }, at) => at > 0 && kind === 'verb');
    const cuts = clause.flatMap((word, at) => {
      const next = clause[at + 1];
      const rest = text.slice(word.end, to);
      const stops = next === undefined || /^\s*[,;:–—.]/u.test(rest);
      const relates = word.kind === 'noun' && /^(?:that|which|who)$/u.test(lower(next));
      const goes = next !== undefined && (relates || (ADDS.test(lower(next)) && !LIMITS.test(rest)));
      const torn = figures.some(({ start, end }) => word.end > start && word.end < end);
      const closes =
        word.kind === 'noun' || (stops && word.kind !== 'other') || (goes && word.kind === 'adverb');
      const fits = at + 1 >= WORDS.fewest && at + 1 <= WORDS.most && verb > 0 && at > verb - (stops ? 1 : 0);
      const phrase = text.slice(first.start, word.end);
      const isPart = phrase.length < text.trim().length * PART;
      return fits && closes && !torn && isPart && (stops || goes) ? [phrase] : [];
    });
    return cuts.slice(-1);
  });
}

/** What a phrase cannot end before: more of it, or the verb that it is the object of (`Let the cake | cool`). */
const BINDS = /^(?:of|or)$/u;

/**
 * The beginning of an English command as a headline of two to eight words: up to the end of a phrase, the longest that is
 * not all of it (`Rub the zest of both lemons`). Undefined where no phrase ends so.
 */
export function commandHeadline(text: string, words: Words, language: string): string | undefined {
  if (primaryLanguage(language) !== 'en') return undefined;
  const classes = clauseWords(language);
  const figures = findFigures(text, language);
  const own = words.filter(({ text: word }) => /[\p{L}\p{N}]/u.test(word));
  const cut = own.findLast((word, at) => {
    const next = own[at + 1];
    if (next === undefined || at + 1 < 2 || at + 1 > COMMAND_WORDS) return false;
    const figure = figures.find(({ start, end }) => word.end > start && word.end <= end);
    const closes = word.kind === 'noun' || figure?.end === word.end || (figure && figure.end - word.end <= 2);
    const pause = /^\s*[,;:–—.]/u.test(text.slice(word.end));
    const turns =
      pause ||
      classes.prepositions.has(lower(next)) ||
      classes.conjunctions.has(lower(next)) ||
      classes.subordinators.has(lower(next));
    return closes && turns && !BINDS.test(lower(next)) && !(figure && figure.end > next.start);
  });
  const end = figures.find(({ start, end: to }) => cut && cut.end > start && cut.end <= to)?.end ?? cut?.end;
  return end === undefined || own[0] === undefined ? undefined : text.slice(own[0].start, end);
}
