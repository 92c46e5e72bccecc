import type { Proposal, SceneMatter } from '#shared/agents/director/visual-proposal.ts';
import { findDistortion } from '#shared/agents/screen/find-distortion.ts';
import { capitalise } from '#shared/language/capitalise.ts';
import { clauseHeadlines, commandHeadline } from '#shared/language/clause-headlines.ts';
import { commandItems, pairedClauses } from '#shared/language/clause-items.ts';
import { clauseWords } from '#shared/language/clause-words.ts';
import { enumerated } from '#shared/language/enumerated.ts';
import { BREAK, findBreaks } from '#shared/language/find-breaks.ts';
import { findReversals } from '#shared/language/reversals.ts';
import { coverage, keysOf } from '#shared/language/shared-words.ts';
import { shortVersions } from '#shared/language/shorten.ts';
import { splitSentences } from '#shared/language/split-sentences.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';
import type { TaggedWord } from '#shared/language/word-kinds.ts';
import { countWords, splitWords } from '#shared/language/words.ts';

const FIT = 0.85;
const FACT_ITEM_WORDS = 8;
/** What is to be done, thing by thing, says more than a part of it; two clauses say no more than the sentence. */
const DONE_FIT = 0.7;
const PAIR_FIT = 0.45;
/** A step of so few words is its own headline. */
const STEP_WORDS = 8;
const HEADING_WORDS = 6;
const MOST_ITEMS = 8;
/** Of steps so many are taken in at once. */
const MOST_STEPS = 5;
/** An item belongs on the screen when this share of its words is said. */
const SAID = 0.5;

/** Three or more very short sentences that one scene says are a list as well. */
function shortSentences(text: string, language: string): string[] {
  const cuts = findBreaks(text, language).filter(({ strength }) => strength === BREAK.sentence);
  const places = [0, ...cuts.map(({ at }) => at), text.length];
  const sentences = places.slice(0, -1).map((from, index) => text.slice(from, places[index + 1]).trim());
  // Speech and what is told around it are no items.
  const short = sentences.every(
    (sentence) => splitWords(sentence).length <= FACT_ITEM_WORDS && !/["“”„«»「」]/u.test(sentence),
  );
  return sentences.length >= 3 && short ? sentences.map((sentence) => sentence.replace(/[.。]$/u, '')) : [];
}

/** What stands before the colon of an enumeration, when it is short enough for a heading. */
function headingOf(text: string, firstItem: string): { heading?: string } {
  const before = /^([^:：.!?]+)[:：]/u.exec(text)?.[1]?.trim();
  const fits =
    before !== undefined &&
    splitWords(before).length <= FACT_ITEM_WORDS &&
    text.indexOf(firstItem) > before.length;
  return fits ? { heading: before } : {};
}

/** A heading of the source; a whole sentence before the list is none, it is said and shown on its own. */
function ownHeading(heading: string | undefined): { heading?: string } {
  const text = heading?.replace(/[:：]\s*$/u, '') ?? '';
  return text !== '' && countWords(text) <= HEADING_WORDS ? { heading: text } : {};
}

/** Whether a shorter text lacks a word that turns or limits what the longer one says. */
function loses(text: string, shorter: string, language: string): boolean {
  return findReversals(text, language).some(
    ({ text: word }) => !shorter.toLowerCase().includes(word.toLowerCase()),
  );
}

function ofFacts({ narration, language, facts }: SceneMatter): Proposal[] {
  const said = keysOf(narration, language);
  return facts.flatMap((fact) => {
    if (fact.kind !== 'list') return [];
    const spoken = fact.items.filter((item) => coverage(keysOf(item, language), said) >= SAID);
    const announced = /[:：]\s*$/u.test(narration.trim());
    const items = announced && spoken.length < 2 ? fact.items : spoken;
    const short = items.map((item) => shortest(item, language)).filter((item) => item !== '');
    const heading = ownHeading(fact.heading);
    if (short.length < 2 || loses(fact.heading ?? '', heading.heading ?? '', language)) return [];
    if (items.some((item) => loses(item, shortest(item, language), language))) return [];
    return [
      {
        visual: { kind: 'list' as const, ...heading, items: short.slice(0, MOST_ITEMS).map(capitalise) },
        fit: FIT + 0.05,
      },
    ];
  });
}

/** An item in at most eight of its words; empty where no part of it says the same. */
function shortest(item: string, language: string): string {
  const [head = ''] = item.split(/\s[–—-]\s|[:：]\s/u);
  const candidate = splitWords(head).length >= 1 && splitWords(item).length > FACT_ITEM_WORDS ? head : item;
  return splitWords(candidate).length <= FACT_ITEM_WORDS
    ? candidate.replace(/[.;,]$/u, '')
    : (shortVersions(candidate, language)[0] ?? '');
}

/** A German step up to its second command or its clause of purpose or time: `Senke den Druck | , damit der Reifen greift`. */
function germanStep(text: string, language: string): string | undefined {
  if (primaryLanguage(language) !== 'de') return undefined;
  const [head = ''] = text.split(
    /,? und (?=\p{Ll}+e?\s)|, (?=(?:damit|bevor|bis|sodass|so dass|weil|denn)\s)/u,
  );
  const fits = countWords(head) >= 2 && countWords(head) <= FACT_ITEM_WORDS && head !== text;
  return fits && !/(?<!\p{L})(?:zwischen|entweder|weder|sowohl)(?!\p{L})/iu.test(head) ? head : undefined;
}

/** What a step is about: its command without where and how, else its clause, else an item as short as it goes. */
function stepHeadline(text: string, { narration, language, tagged }: SceneMatter): string {
  const at = narration.indexOf(text.replace(/[.;,]$/u, ''));
  const words = (at < 0 ? [] : (tagged ?? []))
    .filter(({ start, end }) => start >= at && end <= at + text.length)
    .map((word) => ({ ...word, start: word.start - at, end: word.end - at }));
  const isThird =
    words.findIndex(({ kind }) => kind === 'verb') > 0 && /^(?:the|an?|other|they|it)\s/iu.test(text);
  const { subordinators, prepositions } = clauseWords(language);
  const [opening = ''] = splitWords(text.toLowerCase());
  const isCommand = !isThird && !subordinators.has(opening) && !prepositions.has(opening);
  const made = isThird
    ? clauseHeadlines(text, words, language)[0]
    : isCommand
      ? commandHeadline(text, words, language)
      : undefined;
  const whole = text.replace(/[.;,]$/u, '');
  const isTrue = (shown: string) =>
    findDistortion({ kind: 'statement', text: shown, emphasis: [] }, text, language) === undefined;
  if (countWords(whole) <= STEP_WORDS) return whole;
  return (
    [made, germanStep(whole, language), shortest(text, language)].find(
      (shown) => shown !== undefined && shown !== '' && isTrue(shown),
    ) ?? ''
  );
}

/** The steps of an ordered list that a scene says: one as a card with its number, or all so far as a list that grows. */
function ofSteps(matter: SceneMatter): Proposal[] {
  const { steps } = matter;
  const [first, ...more] = steps;
  // Points that one scene says are a list as they are; one a scene, they build up.
  const builds = more.length === 0 && matter.stepsBefore.length > 0;
  if (first === undefined || !(first.ordered || builds)) return [];
  const short = steps.map(({ text }) => capitalise(stepHeadline(text, matter)));
  if (short.some((text) => text === '')) return [];
  const before = matter.stepsBefore.map(({ text, tagged = [] }) =>
    capitalise(stepHeadline(text, { ...matter, narration: text, tagged })),
  );
  const all = before.includes('') ? short : [...before, ...short];
  const ordered = first.ordered && first.number === all.length - more.length ? { ordered: true } : {};
  const list = { kind: 'list' as const, items: all.slice(0, MOST_ITEMS), ...ordered };
  const fits = all.length >= 2 && all.length <= MOST_STEPS;
  const lists = fits ? [{ visual: list, fit: more.length > 0 ? FIT + 0.06 : FIT - 0.05 }] : [];
  if (more.length > 0) return lists;
  if (!first.ordered) return lists;
  const card = { kind: 'chapter' as const, title: short[0] ?? '', number: first.number };
  return [{ visual: card, fit: FIT + 0.12 }, ...lists];
}

/** Enumerated items of which the first has all its words: `giant tube worms, clams and crabs`. */
function withWholeFirst(items: string[], { narration, tagged }: SceneMatter): string[] {
  const [first, ...rest] = items;
  if (first === undefined || tagged === undefined) return items;
  let start = narration.indexOf(first);
  for (let word = wordBefore(tagged, start, narration); word; word = wordBefore(tagged, start, narration))
    start = word.start;
  return [narration.slice(start, narration.indexOf(first) + first.length), ...rest];
}

/** The noun or adjective that touches a place from the left. */
function wordBefore(tagged: readonly TaggedWord[], start: number, narration: string): TaggedWord | undefined {
  return tagged.find(
    ({ text, end, kind }) =>
      (kind === 'noun' || (kind === 'adjective' && !/en$/u.test(text))) &&
      end < start &&
      /^[ -]$/u.test(narration.slice(end, start)),
  );
}

/** A list that builds, when the narration enumerates or speaks the items of a list of the source. */
export function proposeList(matter: SceneMatter): Proposal[] {
  const fromSteps = ofSteps(matter);
  if (fromSteps.length > 0) return fromSteps;
  const fromFacts = ofFacts(matter);
  if (fromFacts.length > 0) return fromFacts;
  const { narration, language, tagged = [] } = matter;
  const single = splitSentences(narration, language).length === 1;
  const commands = single ? commandItems(narration, tagged, language) : [];
  if (commands.length > 0)
    return [{ visual: { kind: 'list', items: commands.map(capitalise) }, fit: DONE_FIT }];
  const sentences = shortSentences(narration, language);
  const items = sentences.length > 0 ? sentences : withWholeFirst(enumerated(narration, language), matter);
  const [first] = items;
  if (first === undefined) {
    const pair = single ? pairedClauses(narration, tagged, language) : [];
    return pair.length === 0
      ? []
      : [{ visual: { kind: 'list', items: pair.map(capitalise) }, fit: PAIR_FIT }];
  }
  const shown = items.slice(0, MOST_ITEMS).map(capitalise);
  return [{ visual: { kind: 'list', ...headingOf(narration, first), items: shown }, fit: FIT - 0.05 }];
}
