import { emphasise } from '#shared/agents/director/emphasise.ts';
import type { Proposal, SceneMatter } from '#shared/agents/director/visual-proposal.ts';
import { findDistortion } from '#shared/agents/screen/find-distortion.ts';
import { capitalise } from '#shared/language/capitalise.ts';
import { clauseWords } from '#shared/language/clause-words.ts';
import { findReversals } from '#shared/language/reversals.ts';
import { shortVersions } from '#shared/language/shorten.ts';
import { splitSentences } from '#shared/language/split-sentences.ts';
import { isTopicWord } from '#shared/language/terms.ts';
import { countWords, splitWords } from '#shared/language/words.ts';

const FIT = 0.5;
const FEWEST_WORDS = 3;
/** A sentence that is true only as a whole may be longer than others: it is said in six seconds while it is read. */
const WHOLE_WORDS = 18;

/** The sentences as they are, should no part of them say the same, where they can be read in time. */
function wholeSentences(narration: string, language: string): string[] {
  return splitSentences(narration, language)
    .filter((sentence) => countWords(sentence) <= WHOLE_WORDS)
    .map((sentence) => sentence.replace(/[.。]$/u, ''));
}

/** Whether a short version ends in the midst of a clause, where the sentence goes on without a pause or a joint. */
function isCut(shown: string, narration: string, language: string): boolean {
  const at = narration.toLowerCase().indexOf(shown.toLowerCase());
  const next = /^\s*(\p{L}+)/u.exec(at < 0 ? '' : narration.slice(at + shown.length))?.[1]?.toLowerCase();
  const { conjunctions, subordinators } = clauseWords(language);
  if (next === undefined) return false;
  return countWords(shown) < FEWEST_WORDS || (!conjunctions.has(next) && !subordinators.has(next));
}

/**
 * What is said, in at most 12 of its own words, or as whole sentences where a part would say something else; the later
 * proposals are other parts of it, should the first be taken.
 */
export function proposeStatement({ narration, around, language, names, tagged }: SceneMatter): Proposal[] {
  const nouns = tagged && new Set(tagged.filter(({ kind }) => kind === 'noun').map(({ text }) => text));
  const statement = (text: string) => ({ kind: 'statement' as const, text: capitalise(text), emphasis: [] });
  const isTrue = (text: string) => findDistortion(statement(text), narration, language, around) === undefined;
  const [best = '', ...others] = shortVersions(narration, language, nouns);
  const whole = wholeSentences(narration, language);
  const versions =
    isTrue(best) && !isCut(best, narration, language)
      ? [best, ...others, ...whole]
      : [...whole, best, ...others];
  return [...new Set(versions.filter(isTrue).map(capitalise))].map((text, index) => ({
    visual: { ...statement(text), emphasis: emphasise(text, language, names) },
    fit: index === 0 ? FIT : 0.2 - index * 0.01,
  }));
}

/** A name of two words claims nothing; more of them may be a clause. */
const NAMING_WORDS = 2;
const MOST_TOPICS = 4;

/**
 * What a scene is about, where nothing that it says may stand on the screen without the rest: things that it names, or its
 * longest words, one a proposal. They claim nothing.
 */
export function proposeTopics({ narration, language, terms }: SceneMatter): Proposal[] {
  const isPlain = (text: string) => !/\p{N}/u.test(text) && findReversals(text, language).length === 0;
  const named = terms.filter((term) => countWords(term) <= NAMING_WORDS && isPlain(term));
  const words = splitWords(narration).filter(isPlain);
  const topics = words.filter((word) => isTopicWord(word, language));
  const longest = (topics.length > 0 ? topics : words).toSorted((a, b) => b.length - a.length);
  const texts = [...named, ...longest].slice(0, MOST_TOPICS);
  const topicsOf = [...new Set((texts.length > 0 ? texts : [narration]).map(capitalise))].map((text) => ({
    visual: { kind: 'statement' as const, text, emphasis: [] },
    fit: 0,
  }));
  // A unit of a figure is no topic; where there is nothing else, one word claims least.
  const apart = topicsOf.filter(({ visual }) => findDistortion(visual, narration, language) === undefined);
  return apart.length > 0 ? apart : topicsOf.slice(0, 1);
}
