import { type ClauseWords, clauseWords } from '#shared/agents/director/clause-words.ts';
import { coverage, keysOf } from '#shared/agents/director/shared-words.ts';
import { shortVersions } from '#shared/agents/director/shorten.ts';
import type { Proposal, SceneMatter } from '#shared/agents/director/visual-proposal.ts';
import { isTopicWord } from '#shared/language/terms.ts';
import { splitWords, type Word, wordsWithPlaces } from '#shared/language/words.ts';

const FIT = 0.85;
const ITEM_WORDS = 4;
const FACT_ITEM_WORDS = 8;
const MOST_ITEMS = 8;
/** An item belongs on the screen when this share of its words is said. */
const SAID = 0.5;

const capitalise = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase());

interface Segment {
  words: Word[];
  /** Whether the last conjunction stands before it. */
  last: boolean;
}

/** Splits a clause at its commas and its last `and`; each part as its words. */
function segments(text: string, classes: ClauseWords): Segment[] {
  const found: Segment[] = [{ words: [], last: false }];
  let end = 0;
  for (const word of wordsWithPlaces(text)) {
    const gap = text.slice(end, word.start);
    const joins = classes.conjunctions.has(word.text.toLowerCase());
    if (/[,，、;]/u.test(gap) && (found.at(-1)?.words.length ?? 0) > 0)
      found.push({ words: [], last: false });
    else if (/[.!?:–—(]/u.test(gap) && end > 0) found.push({ words: [], last: false });
    end = word.end;
    if (joins) {
      const current = found.at(-1);
      if (current && current.words.length === 0) current.last = true;
      else found.push({ words: [], last: true });
    } else found.at(-1)?.words.push(word);
  }
  return found;
}

function withoutDeterminer(words: readonly Word[], classes: ClauseWords): Word[] {
  const first = words[0]?.text.toLowerCase() ?? '';
  return classes.determiners.has(first) && words.length > 1 ? words.slice(1) : [...words];
}

const isFunction = (word: Word, classes: ClauseWords): boolean => {
  const lower = word.text.toLowerCase();
  return Object.values(classes).some((set: ReadonlySet<string>) => set.has(lower));
};

/** The longest end of the words before an enumeration that can be its first item. */
function firstItem(words: readonly Word[], longest: number, classes: ClauseWords): Word[] {
  const start = words.findLastIndex((word) => isFunction(word, classes)) + 1;
  return words.slice(Math.max(start, words.length - longest));
}

/** The beginning of the last part, up to where the sentence goes on. */
function lastItem(words: readonly Word[], longest: number, classes: ClauseWords): Word[] {
  const bare = withoutDeterminer(words, classes);
  const end = bare.findIndex((word, index) => index > 0 && isFunction(word, classes));
  return bare.slice(0, Math.min(end === -1 ? bare.length : end, longest + 1));
}

/** Items of an enumeration in a sentence (`crabs, tube worms and blind shrimp`), at least three; empty when there is none. */
export function enumerated(text: string, language: string): string[] {
  const classes = clauseWords(language);
  const parts = segments(text, classes);
  const end = parts.findIndex(({ last }, index) => last && index >= 2);
  if (end === -1) return [];
  const middle: Word[][] = [];
  let start = end - 1;
  for (; start > 0; start -= 1) {
    const words = withoutDeterminer(parts[start]?.words ?? [], classes);
    if (words.length === 0 || words.length > ITEM_WORDS || words.some((word) => isFunction(word, classes)))
      break;
    middle.unshift(words);
  }
  const longest = Math.max(1, ...middle.map((words) => words.length));
  const items = [
    firstItem(parts[start]?.words ?? [], longest, classes),
    ...middle,
    lastItem(parts[end]?.words ?? [], longest, classes),
  ].filter((words) => words.length > 0);
  const texts = items.map((words) => text.slice(words[0]?.start, words.at(-1)?.end));
  const meant = texts.every((item) =>
    splitWords(item).some((word) => isTopicWord(word, language) || /^\p{Lu}/u.test(word)),
  );
  return middle.length > 0 && items.length >= 3 && meant ? texts : [];
}

function ofFacts({ narration, language, facts }: SceneMatter): Proposal[] {
  const said = keysOf(narration, language);
  return facts.flatMap((fact) => {
    if (fact.kind !== 'list') return [];
    const spoken = fact.items.filter((item) => coverage(keysOf(item, language), said) >= SAID);
    const announced =
      /[:：]\s*$/u.test(narration.trim()) || new RegExp(`\\b${fact.items.length}\\b`).test(narration);
    const items = announced && spoken.length < 2 ? fact.items : spoken;
    const short = items.map((item) => shortest(item, language)).filter((item) => item !== '');
    if (short.length < 2) return [];
    const heading = fact.heading === undefined ? {} : { heading: fact.heading };
    return [
      {
        visual: { kind: 'list' as const, ...heading, items: short.slice(0, MOST_ITEMS).map(capitalise) },
        fit: FIT + 0.05,
      },
    ];
  });
}

function shortest(item: string, language: string): string {
  const [head = ''] = item.split(/\s[–—-]\s|[:：]\s/u);
  const candidate = splitWords(head).length >= 1 && splitWords(item).length > FACT_ITEM_WORDS ? head : item;
  return splitWords(candidate).length <= FACT_ITEM_WORDS
    ? candidate.replace(/[.;,]$/u, '')
    : (shortVersions(candidate, language)[0] ?? '');
}

/** A list that builds, when the narration enumerates or speaks the items of a list of the source. */
export function proposeList(matter: SceneMatter): Proposal[] {
  const fromFacts = ofFacts(matter);
  if (fromFacts.length > 0) return fromFacts;
  const items = enumerated(matter.narration, matter.language);
  if (items.length < 3) return [];
  return [{ visual: { kind: 'list', items: items.slice(0, MOST_ITEMS).map(capitalise) }, fit: FIT - 0.05 }];
}
