import type { Proposal, SceneMatter } from '#shared/agents/director/visual-proposal.ts';

const FIT = 0.43;
const MORE = 0.02;
/** A map of one centre and one term says nothing. */
const FEWEST = 3;
const MOST = 6;

/** A map of the terms that a narration relates: the first one it names in the centre, the others around it. */
export function proposeTerms({ terms }: SceneMatter): Proposal[] {
  const [centre, ...others] = terms;
  if (centre === undefined || terms.length < FEWEST) return [];
  return [
    {
      visual: { kind: 'terms', centre, terms: others.slice(0, MOST) },
      fit: FIT + MORE * Math.min(3, others.length - 1),
    },
  ];
}
