import type { Proposal, SceneMatter } from '#shared/agents/director/visual-proposal.ts';
import { capitalise } from '#shared/language/capitalise.ts';
import { enumerated } from '#shared/language/enumerated.ts';
import { BREAK, findBreaks } from '#shared/language/find-breaks.ts';
import { findReversals } from '#shared/language/reversals.ts';
import { coverage, keysOf } from '#shared/language/shared-words.ts';
import { shortVersions } from '#shared/language/shorten.ts';
import { countWords, splitWords } from '#shared/language/words.ts';

const FIT = 0.85;
const FACT_ITEM_WORDS = 8;
const HEADING_WORDS = 6;
const MOST_ITEMS = 8;
/** An item belongs on the screen when this share of its words is said. */
const SAID = 0.5;

/** Three or more very short sentences that one scene says are a list as well. */
function shortSentences(text: string, language: string): string[] {
  const cuts = findBreaks(text, language).filter(({ strength }) => strength === BREAK.sentence);
  const places = [0, ...cuts.map(({ at }) => at), text.length];
  const sentences = places.slice(0, -1).map((from, index) => text.slice(from, places[index + 1]).trim());
  const short = sentences.every((sentence) => splitWords(sentence).length <= FACT_ITEM_WORDS);
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
  const { narration, language } = matter;
  const sentences = shortSentences(narration, language);
  const items = sentences.length > 0 ? sentences : enumerated(narration, language);
  const [first] = items;
  if (first === undefined) return [];
  const shown = items.slice(0, MOST_ITEMS).map(capitalise);
  return [{ visual: { kind: 'list', ...headingOf(narration, first), items: shown }, fit: FIT - 0.05 }];
}
