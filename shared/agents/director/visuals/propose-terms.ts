import type { Proposal, SceneMatter } from '#shared/agents/director/visual-proposal.ts';
import { capitalise } from '#shared/language/capitalise.ts';
import { clauseWords } from '#shared/language/clause-words.ts';
import { enumerated } from '#shared/language/enumerated.ts';
import { splitSentences } from '#shared/language/split-sentences.ts';
import { splitWords } from '#shared/language/words.ts';

const FIT = 0.43;
const MORE = 0.02;
/** A map of fewer terms is a sentence. */
const FEWEST = 3;
const MOST = 6;
const COUNTING =
  /^(?:most|many|some|few|einige|viele|manche|mehrere|muchos|muchas|algunos|plusieurs|beaucoup)$/iu;

const POSSESSIVE = /^(?:his|her|its|their|my|our|your|sein\p{L}*|ihr\p{L}*)$/iu;
/** Points back and names nothing. */
const VAGUE = /^(?:other|another|andere\p{L}*|such|half|rest)(?!\p{L})/iu;

/** Whether the sentence is about the term: it begins with it, but for an article or a word that counts. */
function isSubject(term: string, narration: string, language: string): boolean {
  const before = splitWords(narration.slice(0, narration.indexOf(term)));
  const { determiners } = clauseWords(language);
  if (before.some((word) => POSSESSIVE.test(word))) return false;
  return (
    before.length <= 1 && before.every((word) => determiners.has(word.toLowerCase()) || COUNTING.test(word))
  );
}

/** Whether a verb stands right behind the term: else it may be a verb itself, as in `Press the tyre over the rim`. */
function hasVerb(term: string, { narration, language, tagged }: SceneMatter): boolean {
  const end = narration.indexOf(term) + term.length;
  const next = tagged?.find(({ start }) => start >= end);
  if (next === undefined || !/^\s+$/u.test(narration.slice(end, next.start))) return false;
  const { auxiliaries } = clauseWords(language);
  const isVerb = language.startsWith('de') ? /^\p{Ll}+t(?:en?)?$|en$/u.test(next.text) : next.kind === 'verb';
  return isVerb || auxiliaries.has(next.text.toLowerCase());
}

/** A map of what a narration enumerates: the thing that it is about in the centre, what its verb gives to it around it. */
export function proposeTerms(matter: SceneMatter): Proposal[] {
  const { terms, narration, language } = matter;
  const [centre] = terms;
  if (centre === undefined || !isSubject(centre, narration, language) || VAGUE.test(centre)) return [];
  if (!hasVerb(centre, matter) || splitSentences(narration, language).length > 1) return [];
  // Only what stands beside each other has the same part in what is said.
  const others = enumerated(narration, language).filter((term) => !term.includes(centre));
  if (others.length < FEWEST) return [];
  return [
    {
      visual: { kind: 'terms', centre: capitalise(centre), terms: others.slice(0, MOST) },
      fit: FIT + MORE * Math.min(3, others.length - 1),
    },
  ];
}
