import { type ClauseWords, clauseWords, leansForward } from '#shared/language/clause-words.ts';
import { DISCOURSE } from '#shared/language/discourse-words.ts';
import { BREAK, findBreaks } from '#shared/language/find-breaks.ts';
import { hasSpacelessScript } from '#shared/language/scripts.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';
import { isTopicWord } from '#shared/language/terms.ts';
import { countWords, splitWords, wordsWithPlaces } from '#shared/language/words.ts';

/** Most words that a viewer reads beside listening; a dictionary's words count where a script has no spaces. */
export const STATEMENT_WORDS = 12;
const FEWEST_WORDS = 3;
const ASIDE_WORDS = 3;
const PHRASE_WORDS = 5;

interface Piece {
  text: string;
  /** Whether it cannot stand alone. */
  dependent: boolean;
  /** Whether it begins another sentence. */
  fresh: boolean;
}

const EDGES_START = /^[\s,;:.，、；：–—)-]+/u;
const EDGES_END = /[\s,;:.，、；：。–—(-]+$/u;

const clean = (text: string): string => text.replace(EDGES_START, '').replace(EDGES_END, '').trim();

/** Removes quotation marks and brackets that lost their partner in a cut. */
function unpair(text: string): string {
  let result = text;
  for (const [open, close] of ['()', '“”', '„“', '«»', '「」'] as const) {
    if (open && close && result.includes(open) !== result.includes(close)) {
      result = result.replaceAll(open, '').replaceAll(close, '');
    }
  }
  return (result.match(/"/g)?.length ?? 0) % 2 === 1 ? result.replaceAll('"', '') : result;
}

/** Begin what belongs to the verb before them: `depend | at least partly on rice`. */
const ADVERBIAL =
  /^(?:at (?:least|most)|as|als|comme|como|que|of|by far|per|more|less|to (?!the|an?\b)\p{Ll}+|in (?:part|general)|zum (?:Teil|großen)|mindestens|al menos|por lo menos|au moins|en partie)(?!\p{L})/iu;

function wordCount(text: string): number {
  const words = countWords(text);
  return hasSpacelessScript(text) ? Math.ceil(words / 1.3) : Math.max(words, text.split(/\s+/u).length);
}

function isDependent(piece: string, opens: boolean, classes: ClauseWords): boolean {
  if (/^\s*[(（]/u.test(piece)) return true;
  const [first = '', second = ''] = splitWords(piece).map((word) => word.toLowerCase());
  if (classes.conjunctions.has(first)) return classes.subordinators.has(second);
  return classes.subordinators.has(first) || (!opens && classes.relatives.has(first));
}

function piecesOf(text: string, language: string, classes: ClauseWords): Piece[] {
  const cuts = findBreaks(text, language).filter(({ strength }) => strength >= BREAK.clause);
  const places = [0, ...cuts.map(({ at }) => at), text.length];
  const pieces: Piece[] = [];
  for (const [index, from] of places.slice(0, -1).entries()) {
    const piece = text.slice(from, places[index + 1]);
    const fresh = cuts[index - 1]?.strength === BREAK.sentence;
    pieces.push({ text: piece, fresh, dependent: isDependent(piece, index === 0 || fresh, classes) });
  }
  return pieces;
}

function dropLeaning(text: string, classes: ClauseWords): string {
  let result = clean(text);
  for (let word = wordsWithPlaces(result).at(-1); word && leansForward(word.text, classes); ) {
    result = clean(result.slice(0, word.start));
    word = wordsWithPlaces(result).at(-1);
  }
  return result;
}

/** A sentence without what only ties it to the one before: `However, …`, or the `that` of a clause cut off. */
function dropTie(text: string, language: string): string {
  const { connectives } = DISCOURSE[primaryLanguage(language)] ?? { connectives: '' };
  const tied = connectives === '' ? undefined : new RegExp(`^(?:${connectives}),\\s+`, 'iu').exec(text);
  const complement = /^(?:that|dass|que|qu’|che)\s+(?=\p{L})/u.exec(text);
  return text.slice((tied ?? complement)?.[0].length ?? 0);
}

function dropJoint(text: string, classes: ClauseWords): string {
  const first = wordsWithPlaces(text)[0];
  return first && classes.conjunctions.has(first.text.toLowerCase()) ? clean(text.slice(first.end)) : text;
}

/**
 * The longest beginning of a text that has at most 12 words and ends where a phrase ends, on a noun if those are known; empty
 * where no phrase ends so, unless it is the last resort.
 */
function beginning(
  text: string,
  language: string,
  nouns: ReadonlySet<string> | undefined,
  isLast = nouns === undefined,
): string {
  const classes = clauseWords(language);
  const breaks = findBreaks(text, language).filter(({ at }) => {
    const words = wordCount(text.slice(0, at));
    return words >= FEWEST_WORDS && words <= STATEMENT_WORDS;
  });
  const onNoun = breaks.filter(({ at, strength }) => {
    const last = splitWords(text.slice(0, at)).at(-1) ?? '';
    return nouns === undefined || strength >= BREAK.joint || nouns.has(last) || /\p{N}/u.test(last);
  });
  const phrases = onNoun.filter(
    ({ at, strength }) => strength >= BREAK.phrase && !ADVERBIAL.test(text.slice(at)),
  );
  const long = phrases.filter(({ at }) => wordCount(text.slice(0, at)) >= STATEMENT_WORDS / 2);
  // A joined clause is a better end than a phrase: `It measures 780 km | and is walked in five weeks`.
  const joint = long.findLast(({ strength }) => strength >= BREAK.joint);
  const cut =
    joint ?? long.at(-1) ?? phrases.at(-1) ?? (isLast ? (onNoun.at(-1) ?? breaks.at(-1)) : undefined);
  return cut === undefined ? '' : dropLeaning(text.slice(0, cut.at), classes);
}

function information(text: string, language: string): number {
  let sum = 0;
  for (const [index, word] of splitWords(text).entries()) {
    if (/\p{N}/u.test(word)) sum += 1.6;
    else if (isTopicWord(word, language)) sum += index > 0 && /^\p{Lu}/u.test(word) ? 1.3 : 1;
    else sum += 0.15;
  }
  return sum;
}

interface Candidate {
  text: string;
  score: number;
}

/** The sentence without its one inserted clause, or undefined when it has none: `The trench, which …, is deep`. */
function withoutInsert(pieces: readonly Piece[]): string | undefined {
  const inserts = [...pieces.keys()].filter((index) => pieces[index]?.dependent);
  const [insert] = inserts;
  if (insert === undefined || insert === 0 || inserts.length > 1 || insert === pieces.length - 1)
    return undefined;
  const texts = pieces.map(({ text }) => text);
  const before = texts
    .slice(0, insert)
    .join('')
    .replace(/[,，(（]\s*$/u, ' ');
  return before + texts.slice(insert + 1).join('');
}

/** The sentence without a name or participle put between its subject and its verb: `The fog, called garúa, wets …`. */
function withoutAside(pieces: readonly Piece[], classes: ClauseWords): string | undefined {
  const [before, aside, after] = pieces;
  if (pieces.length !== 3 || before === undefined || aside === undefined || after === undefined)
    return undefined;
  const first = splitWords(after.text)[0]?.toLowerCase() ?? '';
  const isList = [before, aside, after].some(({ fresh }) => fresh) || classes.conjunctions.has(first);
  if (isList || wordCount(aside.text) > ASIDE_WORDS || !/[,，]\s*$/u.test(aside.text)) return undefined;
  return before.text.replace(/[,，]\s*$/u, ' ') + after.text;
}

/** How well pieces `from` up to `to` stand alone: a subject without its predicate and the reverse say little. */
function completeness(pieces: readonly Piece[], from: number, to: number, classes: ClauseWords): number {
  const afterInsert = from > 1 && pieces[from - 1]?.dependent && !pieces[from]?.dependent;
  const predicateMissing =
    pieces[to - 1]?.dependent && to < pieces.length && !pieces[to]?.dependent && to - from > 1;
  const [opening = ''] = splitWords(pieces[from]?.text.toLowerCase() ?? '');
  // `In the south, …` says where and not what.
  const isPhrase =
    to - from === 1 &&
    pieces.length > 1 &&
    classes.prepositions.has(opening) &&
    wordCount(pieces[from]?.text ?? '') <= PHRASE_WORDS;
  const subjectOnly = from === 0 && to === 1 && pieces[1]?.dependent && pieces.length > 2;
  return (
    (pieces[from]?.dependent ? 0.35 : 1) *
    (from === 0 ? 1.15 : 1) *
    (afterInsert ? 0.7 : 1) *
    (predicateMissing && !pieces[from]?.dependent ? 0.5 : 1) *
    (subjectOnly ? 0.7 : 1) *
    (isPhrase ? 0.4 : 1)
  );
}

function candidates(text: string, language: string, nouns: ReadonlySet<string> | undefined): Candidate[] {
  const classes = clauseWords(language);
  const pieces = piecesOf(text, language, classes);
  const found: Candidate[] = [];
  const add = (raw: string, factor: number): void => {
    const shown = unpair(dropJoint(clean(raw), classes));
    if (wordCount(shown) < FEWEST_WORDS) return;
    const whole = wordCount(shown) <= STATEMENT_WORDS;
    const short = whole ? shown : beginning(shown, language, nouns);
    if (wordCount(short) < FEWEST_WORDS) return;
    found.push({ text: short, score: information(short, language) * factor * (whole ? 1 : 0.75) });
  };
  const main = withoutInsert(pieces) ?? withoutAside(pieces, classes);
  if (main !== undefined) add(main, 1.2);
  for (const from of pieces.keys()) {
    for (let to = from + 1; to <= pieces.length; to += 1) {
      const raw = pieces
        .slice(from, to)
        .map((piece) => piece.text)
        .join('');
      if (to > from + 1 && (wordCount(raw) > STATEMENT_WORDS || pieces[to - 1]?.fresh)) break;
      add(raw, completeness(pieces, from, to, classes));
    }
  }
  return found.sort((a, b) => b.score - a.score);
}

/**
 * Short versions of a sentence for the screen, the one that carries most of the meaning first: at most 12 words, all of
 * them the sentence's own and in its order. A sentence of up to 12 words comes first as it is, without its full stop.
 * A cut within a clause is made behind one of the `nouns`, where they are known.
 */
export function shortVersions(text: string, language: string, nouns?: ReadonlySet<string>): string[] {
  const sentences =
    findBreaks(text, language).filter(({ strength }) => strength === BREAK.sentence).length + 1;
  const untied = dropTie(text, language);
  const whole = dropJoint(clean(untied), clauseWords(language));
  const versions = sentences === 1 && wordCount(whole) <= STATEMENT_WORDS ? [whole] : [];
  for (const candidate of candidates(untied, language, nouns)) {
    if (wordCount(candidate.text) <= STATEMENT_WORDS) versions.push(candidate.text);
  }
  if (versions.length === 0)
    versions.push(beginning(text, language, nouns, true) || dropLeaning(text, clauseWords(language)));
  return [...new Set(versions)].filter((version) => version.length > 0).slice(0, 4);
}
