import { findNumberWords } from '#shared/agents/director/find-number-words.ts';
import { type FoundNumber, findNumbers, numberKeys } from '#shared/agents/director/find-numbers.ts';
import { coverage, keysOf } from '#shared/agents/director/shared-words.ts';
import type { Proposal, SceneMatter } from '#shared/agents/director/visual-proposal.ts';
import { clauseWords, isClosedClass, leansForward } from '#shared/language/clause-words.ts';
import { BREAK, findBreaks } from '#shared/language/find-breaks.ts';
import { hasSpacelessScript } from '#shared/language/scripts.ts';
import { type Word, wordsWithPlaces } from '#shared/language/words.ts';

const FIT = 0.88;
/** What stands before the first figure of a change. */
const FROM = new Set(['from', 'von', 'de', 'du', 'da']);
/** What stands before the second. */
const TO = new Set(['to', 'auf', 'bis', 'zu', 'a', 'à', 'hasta']);
const LABEL_WORDS = 8;
/** Longer figures do not fit in one large line. */
const DISPLAY_LENGTH = 18;
const EDGES = /^[\s,;:.，、–—()-]+|[\s,;:.，、。–—()-]+$/gu;

/** A label of at most eight words out of the narration: no number, no word at an edge that leans on another. */
function label(words: readonly Word[], text: string, language: string): string {
  const classes = clauseWords(language);
  const joins = (word: Word | undefined): boolean => {
    const lower = word?.text.toLowerCase() ?? '';
    return classes.conjunctions.has(lower) || classes.subordinators.has(lower);
  };
  const kept = [...words];
  if (joins(kept[0])) kept.shift();
  const leans = (word: string): boolean =>
    leansForward(word, classes) || classes.auxiliaries.has(word.toLowerCase());
  while (kept.length > 0 && leans(kept.at(-1)?.text ?? '')) kept.pop();
  const shown = text.slice(kept[0]?.start ?? 0, kept.at(-1)?.end ?? 0).replace(EDGES, '');
  return kept.some(({ text: word }) => !isClosedClass(word, classes)) ? shown : '';
}

/** At most eight of the words, up to where a phrase ends. */
function upToPhrase(words: readonly Word[], language: string): readonly Word[] {
  if (words.length <= LABEL_WORDS) return words;
  const { prepositions, conjunctions, subordinators } = clauseWords(language);
  const begins = (word: Word): boolean =>
    [prepositions, conjunctions, subordinators].some((members) => members.has(word.text.toLowerCase()));
  const end = words.slice(0, LABEL_WORDS + 1).findLastIndex(begins);
  return words.slice(0, end >= 2 ? end : LABEL_WORDS);
}

/** What is counted, in the narration's own words: those after the number, or for want of any those before it. */
function labelAround(narration: string, number: FoundNumber, language: string): string {
  const cuts = findBreaks(narration, language).filter(({ strength }) => strength >= BREAK.clause);
  const from = cuts.findLast(({ at }) => at <= number.start)?.at ?? 0;
  const to = cuts.find(({ at }) => at >= number.end)?.at ?? narration.length;
  const { conjunctions } = clauseWords(language);
  const words = wordsWithPlaces(narration);
  const isFigure = ({ text }: Word): boolean => /\p{Nd}/u.test(text) && !/^(?:1\d|20)\d\d$/.test(text);
  const left = words.filter(({ start, end }) => start >= from && end <= number.start);
  const right = words.filter(({ start, end }) => start >= number.end && end <= to);
  const next = right[0]?.text.toLowerCase() ?? '';
  const joined = conjunctions.has(next) || TO.has(next);
  const own = left.slice(left.findLastIndex(isFigure) + 1);
  const opens = own.findLastIndex(({ text }) => FROM.has(text.toLowerCase()));
  const before = ((number.isChange || TO.has(next)) && opens !== -1 ? own.slice(0, opens) : own).slice(
    -LABEL_WORDS,
  );
  const stop = right.findIndex(isFigure);
  const after = joined ? [] : upToPhrase(right.slice(0, stop === -1 ? right.length : stop), language);
  const leads = before.length >= 3 && (number.isYear || number.isChange);
  const [first, second] = leads ? [before, after] : [after, before];
  return label(first, narration, language) || label(second, narration, language);
}

/** In scripts without spaces: what stands before the number in its clause, without the particle at its end. */
function labelBefore(narration: string, number: FoundNumber): string {
  const clause =
    narration
      .slice(0, number.start)
      .split(/[、。，,；！？「」]/u)
      .at(-1) ?? '';
  const words = wordsWithPlaces(clause);
  const from = words.at(-LABEL_WORDS)?.start ?? 0;
  return clause
    .slice(from)
    .replace(/[はがをにのでともへ約]+$/u, '')
    .trim();
}

function labelOf(number: FoundNumber, { narration, language, facts }: SceneMatter): string {
  if (hasSpacelessScript(narration)) return labelBefore(narration, number);
  const own = labelAround(narration, number, language);
  if (own !== '') return own;
  const keys = numberKeys(number.display);
  const fact = facts.find(
    (each) => each.kind === 'number' && [...numberKeys(each.display)].some((key) => keys.has(key)),
  );
  const given = fact?.kind === 'number' ? fact.label.replace(EDGES, '') : '';
  const fits = wordsWithPlaces(given).length <= LABEL_WORDS && !/\p{Nd}/u.test(given);
  return fits && coverage(keysOf(given, language), keysOf(narration, language)) >= 0.5 ? given : '';
}

/** Two figures of one change, `from 70 % to 20 %`, as one that starts where the first does. */
function asChange(numbers: readonly FoundNumber[], { narration }: SceneMatter): FoundNumber[] {
  const [first, second, ...others] = numbers.filter(({ isYear }) => !isYear);
  if (first === undefined || second === undefined || others.length > 0) return [];
  const lead = wordsWithPlaces(narration.slice(0, first.start)).slice(-3);
  const isFrom = lead.some(({ text }) => FROM.has(text.toLowerCase()));
  const isTo = /\s(?:to|auf|a|à|zu|hasta|bis)\s(?:\p{L}+\s){0,2}$/iu.test(
    narration.slice(first.end, second.start),
  );
  const display = `${first.display} → ${second.display}`;
  return isFrom && isTo ? [{ ...first, display, end: second.end, weight: 1, isChange: true }] : [];
}

/** A figure of the narration, large, and what it counts; never a number that is not said, never one without its unit. */
export function proposeNumber(matter: SceneMatter): Proposal[] {
  const { narration, language } = matter;
  const figures = findNumbers(narration);
  const change = asChange(figures, matter);
  const numbers = change.length > 0 ? change : [...figures, ...findNumberWords(narration, language)];
  const crowded = numbers.length > 2 ? 0.7 : 1;
  return numbers
    .filter(({ display }) => display.length <= DISPLAY_LENGTH)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 2)
    .flatMap((number) => {
      const shown = labelOf(number, matter);
      const fit = number.weight * crowded * FIT;
      return shown === ''
        ? []
        : [{ visual: { kind: 'number' as const, display: number.display, label: shown }, fit }];
    });
}
