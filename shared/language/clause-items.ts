import { clauseWords } from '#shared/language/clause-words.ts';
import { findReversals } from '#shared/language/reversals.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';
import type { TaggedWord } from '#shared/language/word-kinds.ts';
import { countWords, splitWords } from '#shared/language/words.ts';

const WORDS = { fewest: 2, most: 9 } as const;
const MOST = 4;
/** A German command: `öle sie`, `Stell das Rad`; told by its place and what follows it. */
const GERMAN_COMMAND =
  /^(?!wenn|sie|die|eine|seine|ihre|keine|alle|ohne|habe|werde|hätte|würde|könnte)(?:\p{L}{2,}e|stell|nimm|gib|lass|leg|setz|mach|dreh|koch|füll|steig|zieh|häng|press|halt)\s(?:die|den|das|der|sie|ihn|es|dich|dir|einen|eine|ein|einem|alle|am|im|in|mit|auf|um)\s/iu;

const trimmed = (text: string): string => text.replace(/^[\s,]+|[\s,;.!]+$/gu, '');
const fits = (text: string): boolean => countWords(text) >= WORDS.fewest && countWords(text) <= WORDS.most;

/** Places of a text at which another clause may begin: behind a comma, `and` or both. */
function partsAt(text: string, joints: RegExp, begins: (rest: string, at: number) => boolean): string[] {
  const cuts = [...text.matchAll(joints)].filter((cut) => {
    const at = cut.index + cut[0].length;
    return begins(text.slice(at), at);
  });
  const from = [0, ...cuts.map((cut) => cut.index + cut[0].length)];
  return from.map((start, index) => trimmed(text.slice(start, cuts[index]?.index ?? text.length)));
}

/**
 * What one sentence tells somebody to do, one thing after the other: `Turn the plant over`, `tap the rim`, `let it slide
 * out`; two to four commands of at most nine words, else nothing. English by tags, German by the form of its commands.
 */
export function commandItems(text: string, words: readonly TaggedWord[], language: string): string[] {
  const code = primaryLanguage(language);
  const kindAt = (at: number) => words.find(({ start }) => start === at)?.kind;
  const isCommand = (rest: string, at: number): boolean => {
    if (code === 'de') return GERMAN_COMMAND.test(rest);
    const [first = ''] = splitWords(rest);
    const base =
      !/(?:ed|ing|[^s]s)$/u.test(first) && !clauseWords(language).auxiliaries.has(first.toLowerCase());
    return kindAt(at) === 'verb' && base;
  };
  if (!['en', 'de'].includes(code) || !isCommand(text, 0)) return [];
  if (findReversals(text, language).length > 0) return [];
  const joints = code === 'de' ? /,? und |, /gu : /, and |, (?:then )?| and (?:then )?/gu;
  const items = partsAt(text, joints, isCommand);
  return items.length >= 2 && items.length <= MOST && items.every(fits) ? items : [];
}

/** Whether an English clause has its own subject and its own verb. */
function isClause(start: number, end: number, words: readonly TaggedWord[], language: string): boolean {
  const own = words.filter((word) => word.start >= start && word.end <= end);
  const classes = clauseWords(language);
  const first = own[0]?.text.toLowerCase() ?? '';
  if (classes.subordinators.has(first) || classes.prepositions.has(first)) return false;
  const verb = own.findIndex(({ kind }) => kind === 'verb');
  return verb > 0 && own.slice(0, verb).some(({ kind }) => kind === 'noun');
}

/** Two things that an English sentence says happened, each a clause: `Harvests failed`, `the price of bread doubled`. */
export function pairedClauses(text: string, words: readonly TaggedWord[], language: string): string[] {
  const joint = /,? and (?=\p{L})/gu;
  if (primaryLanguage(language) !== 'en' || findReversals(text, language).length > 0) return [];
  for (const cut of text.matchAll(joint)) {
    const next = cut.index + cut[0].length;
    const items = [trimmed(text.slice(0, cut.index)), trimmed(text.slice(next))];
    const both = isClause(0, cut.index, words, language) && isClause(next, text.length, words, language);
    if (both && items.every((item) => fits(item) && !/[,;:]/u.test(item))) return items;
  }
  return [];
}
