import { type ClauseWords, clauseWords, isClosedClass } from '#shared/language/clause-words.ts';
import type { Figure } from '#shared/language/figure.ts';
import { findFigures } from '#shared/language/find-figures.ts';
import { isVague } from '#shared/language/find-nouns.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';
import { isTopicWord } from '#shared/language/terms.ts';
import type { TaggedWord } from '#shared/language/word-kinds.ts';

/** Most words of a headline: as many as are read at a glance. */
const MOST_WORDS = 7;
/** Below this a phrase says too little: one common noun and nothing else is worth 0.6. */
const LEAST_WORTH = 0.6;
/** A single word says something from so many letters on. */
const SHORTEST_WORD = 5;

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));
/** Prepositions by which a phrase goes on without turning into a direction or a time. */
const GOES_ON: Readonly<Record<string, ReadonlySet<string>>> = {
  en: set(
    'of in on for with without between under below above beneath near outside inside across among than',
  ),
  de: set('von vom aus ohne für des'),
};
/** What bounds a figure or grades an adjective before it. */
const DEGREES: Readonly<Record<string, ReadonlySet<string>>> = {
  en: set('only about almost nearly over up more most less least some just every all no'),
  de: set('nur etwa rund fast knapp mehr über sehr ganz alle jede jeder jedes keine kein'),
};
const POSSESSIVE =
  /^(?:his|her|its|their|this|these|that|those|such|another|own|sein\p{Ll}*|ihr\p{Ll}*|dies\p{Ll}*|solch\p{Ll}*)$/iu;
/** Words that end no headline, whatever a tagger takes them for. */
const LOOSE = /^(?:others?|same|many|few|much|more|most|least|less|both|each|first|last|next|none|rest)$/iu;
/** German articles that are no nominative; a headline goes without them, and not at all with their adjectives. */
const OBLIQUE = /^(?:dem|den|des|einem|einen|einer|eines|allen|diesem|keinem|keinen)$/u;
const WEAK_ENDING = /(?:en|em)$/u;
const TOUCHES = /^[\s\u00a0-]+$/u;
const COUNTLESS: ReadonlySet<Figure['kind']> = new Set(['year', 'date', 'time', 'phone', 'mark']);

/** A word of a phrase; `figure` where it is part of an amount or of what bounds one. */
interface Part extends TaggedWord {
  figure: boolean;
  dated: boolean;
}

interface Phrase {
  words: Part[];
  /** Whether a verb stands before it: what a sentence says that is new stands behind its verb. */
  news: boolean;
  /** Whether a possessive was dropped: whose brother it is, the headline does not say. */
  bereft?: boolean;
}

const lower = (word: TaggedWord | undefined): string => word?.text.toLowerCase() ?? '';

function partsOf(text: string, words: readonly TaggedWord[], language: string): Part[] {
  const figures = findFigures(text, language);
  const within = ({ start, end }: TaggedWord, dated: boolean) =>
    figures.some(
      ({ kind, start: from, end: to, qualifier }) =>
        COUNTLESS.has(kind) === dated && start >= (qualifier?.start ?? from) && end <= to,
    );
  const marks = figures.filter(({ kind }) => kind === 'mark');
  return words.map((word) => {
    const marked = marks.some(({ start, end }) => word.start >= start && word.end <= end);
    return marked
      ? { ...word, kind: 'noun' as const, figure: false, dated: false }
      : { ...word, figure: within(word, false), dated: within(word, true) };
  });
}

/** German verbs are not tagged: a small word that is in no closed class and ends like one. */
function isGermanVerb(word: Part, before: Part | undefined, classes: ClauseWords): boolean {
  const key = lower(word);
  if (classes.auxiliaries.has(key)) return true;
  const led = before && (isClosedClass(before.text, classes) || before.kind === 'adjective');
  if (word.kind === 'adjective') return /en$/u.test(key) && !led;
  return (
    word.kind === 'other' && !isClosedClass(key, classes) && /^\p{Ll}.*(?:t|en|te|ten)$/u.test(word.text)
  );
}

/** Runs of words without a verb, pronoun or mark between them, cut where a phrase turns elsewhere. */
function phrasesOf(text: string, parts: readonly Part[], language: string): Phrase[] {
  const code = primaryLanguage(language);
  const classes = clauseWords(language);
  const goesOn = GOES_ON[code] ?? new Set<string>();
  const degrees = DEGREES[code] ?? new Set<string>();
  const isVerb = (at: number): boolean => {
    const word = parts[at];
    if (word === undefined || word.figure) return false;
    return code === 'de' ? isGermanVerb(word, parts[at - 1], classes) : word.kind === 'verb';
  };
  const found: Phrase[] = [];
  let run: Part[] = [];
  let from = 0;
  let news = false;
  const close = (next: number) => {
    const led = classes.prepositions.has(lower(parts[from - 1]));
    const after = lower(parts[next]);
    const adverb = parts[next]?.kind === 'adverb' && isVerb(next + 1);
    const goes = isVerb(next) || classes.subordinators.has(after) || adverb;
    const counts = from > 0 && run.some(({ figure }) => figure);
    // A subject without a verb behind it holds the verb itself: `A summer bee lives …`.
    if (run.length > 0 && (news || led || goes || counts || code === 'de')) found.push({ words: run, news });
    run = [];
  };
  for (const [at, word] of parts.entries()) {
    const key = lower(word);
    const previous = run.at(-1);
    const isOne = previous?.figure === true && word.figure;
    if (previous && !isOne && !TOUCHES.test(text.slice(previous.end, word.start))) close(at);
    const noun = run.at(-1)?.kind === 'noun' && !run.at(-1)?.figure;
    const isDeterminer = classes.determiners.has(key) && !classes.pronouns.has(key);
    const opens = isDeterminer || degrees.has(key) || word.figure;
    const genitive = code === 'de' && noun && /^(?:des|der|eines)$/u.test(key);
    const joins =
      run.length === 0 ||
      genitive ||
      (!noun &&
        (degrees.has(lower(run.at(-1))) ||
          classes.determiners.has(lower(run.at(-1))) ||
          goesOn.has(lower(run.at(-1))) ||
          run.at(-1)?.figure));
    if (word.dated || isVerb(at)) {
      close(at);
      news ||= isVerb(at);
    } else if (goesOn.has(key) && (noun || (run.at(-1)?.kind === 'noun' && /^(?:of|von|vom)$/u.test(key)))) {
      run.push(word);
    } else if (opens || word.kind === 'noun' || word.kind === 'adjective') {
      const continues = joins || (!opens && word.kind !== 'other') || (word.figure && !noun);
      if (!continues) close(at);
      if (run.length === 0) from = at;
      run.push(word);
    } else if (word.kind === 'adverb' && parts[at + 1]?.kind === 'adjective' && run.length > 0) {
      run.push(word);
    } else close(at);
  }
  close(parts.length);
  return found;
}

/** The phrase from its first word that may open it to its last noun or figure. */
function trimmed({ words, news }: Phrase, language: string): Phrase {
  const code = primaryLanguage(language);
  const classes = clauseWords(language);
  const goesOn = GOES_ON[code] ?? new Set<string>();
  const isLed = (word: Part | undefined) =>
    word !== undefined &&
    (POSSESSIVE.test(word.text) ||
      (goesOn.has(lower(word)) && !word.figure) ||
      (word.kind === 'noun' && !word.figure && isVague(word.text.toLowerCase())) ||
      (code === 'de' && OBLIQUE.test(lower(word))));
  let start = 0;
  while (start < words.length && isLed(words[start])) start += 1;
  if (code === 'de' && /^(?:der|die|das)$/iu.test(lower(words[start])) && words[start + 1]?.figure)
    start += 1;
  let end = Math.min(words.length, start + MOST_WORDS);
  const closes = (word: Part | undefined) =>
    word !== undefined &&
    (word.kind === 'noun' || word.figure) &&
    !LOOSE.test(word.text) &&
    !goesOn.has(lower(word));
  const tears = (at: number) => words[at - 1]?.figure === true && words[at]?.figure === true;
  while (end > start && (!closes(words[end - 1]) || tears(end))) end -= 1;
  // Where and when belong to the verb: `a skull | in 1811`.
  for (let at = end - 1; at > start; at -= 1) {
    const key = lower(words[at]);
    if (!goesOn.has(key) || /^(?:of|von|vom|des|aus)$/u.test(key)) continue;
    const rest = words.slice(at + 1, end);
    const isWhen = rest.every((word) => word.figure || word.kind !== 'noun' || isVague(word.text));
    if (isWhen && key !== 'than') end = at;
  }
  const kept = words.slice(start, end);
  const bereft = words.slice(0, start).some(({ text }) => POSSESSIVE.test(text));
  const [first] = kept;
  const wrong = code === 'de' && first?.kind === 'adjective' && WEAK_ENDING.test(first.text);
  const declined =
    code === 'de' && /^der$/iu.test(first?.text ?? '') && WEAK_ENDING.test(kept[1]?.text ?? '');
  const doing = /ing$/u.test(lower(first)) && classes.prepositions.has(lower(kept[1]));
  return {
    words: wrong || declined || doing || classes.auxiliaries.has(lower(first)) ? [] : kept,
    news,
    bereft,
  };
}

function worthOf({ words, news, bereft }: Phrase, language: string): number {
  const figures = words.filter(({ figure }) => figure);
  const [only = { text: '' }] = words;
  if (words.length === 1 && only.text.length < SHORTEST_WORD) return 0;
  const bare = figures.length === words.length;
  if (bare && (words.length < 2 || words.some(({ text }) => /\p{N}/u.test(text)))) return 0;
  let sum = figures.length > 0 ? 2 : 0;
  for (const word of words) {
    if (word.figure) continue;
    if (word.kind === 'noun' && isVague(word.text)) sum += 0.1;
    else if (word.kind === 'noun' && isTopicWord(word.text, language))
      sum += /^\p{Lu}/u.test(word.text) ? 1.2 : 1;
    else if (word.kind === 'adjective') sum += 0.5;
  }
  if (bereft && words.length < 3) return 0;
  return sum * (words.length < 2 ? 0.6 : 1) * (news ? 1.25 : 1) * (bereft ? 0.6 : 1);
}

/** `2.1 words more than`: how much more there is, and not how much. */
function isDifference(words: readonly Part[], text: string): boolean {
  const more = /^\s+(?:more|fewer|less|mehr|weniger)(?!\p{L})/u;
  return words.some(({ figure }) => figure) && more.test(text.slice(words.at(-1)?.end));
}

/**
 * The things that a sentence is about, as headlines of at most seven of its words: noun phrases with what belongs to
 * them (`the largest living space on Earth`), the weightiest first, without a verb, so that they claim nothing. For
 * languages whose words are tagged.
 */
export function nounHeadlines(text: string, words: readonly TaggedWord[], language: string): string[] {
  const found = phrasesOf(text, partsOf(text, words, language), language)
    .map((phrase) => trimmed(phrase, language))
    .filter(({ words: own }) => !isDifference(own, text))
    .map((phrase) => ({
      text: text.slice(phrase.words[0]?.start, phrase.words.at(-1)?.end),
      worth: phrase.words.length === 0 ? 0 : worthOf(phrase, language),
    }))
    .filter(({ worth }) => worth >= LEAST_WORTH)
    .sort((a, b) => b.worth - a.worth);
  return [...new Set(found.map(({ text: shown }) => shown))];
}
