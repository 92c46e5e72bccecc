import type { Proposal, SceneMatter } from '#shared/agents/director/visual-proposal.ts';
import { clauseWords } from '#shared/language/clause-words.ts';
import { splitWords } from '#shared/language/words.ts';

const FIT = 0.43;
const MORE = 0.02;
/** A map of one centre and one term says nothing. */
const FEWEST = 3;
const MOST = 6;
const COUNTING =
  /^(?:most|many|some|few|einige|viele|manche|mehrere|muchos|muchas|algunos|plusieurs|beaucoup)$/iu;

/** Whether the sentence is about the term: it begins with it, but for an article or a word that counts. */
function isSubject(term: string, narration: string, language: string): boolean {
  const before = splitWords(narration.slice(0, narration.indexOf(term)));
  const { determiners } = clauseWords(language);
  return (
    before.length <= 1 && before.every((word) => determiners.has(word.toLowerCase()) || COUNTING.test(word))
  );
}

/** A map of what a narration relates: the thing that it is about in the centre, the others around it. */
export function proposeTerms({ terms, narration, language }: SceneMatter): Proposal[] {
  const [centre, ...others] = terms;
  if (centre === undefined || terms.length < FEWEST || !isSubject(centre, narration, language)) return [];
  return [
    {
      visual: { kind: 'terms', centre, terms: others.slice(0, MOST) },
      fit: FIT + MORE * Math.min(3, others.length - 1),
    },
  ];
}
