import { anchorOf, fraction } from '#shared/agents/director/hash.ts';
import type { Proposal, SceneMatter } from '#shared/agents/director/visual-proposal.ts';
import { proposeChart } from '#shared/agents/director/visuals/propose-chart.ts';
import { proposeComparison } from '#shared/agents/director/visuals/propose-comparison.ts';
import { proposeList } from '#shared/agents/director/visuals/propose-list.ts';
import { proposeNumber } from '#shared/agents/director/visuals/propose-number.ts';
import { proposeQuote } from '#shared/agents/director/visuals/propose-quote.ts';
import { proposeStatement, proposeTopics } from '#shared/agents/director/visuals/propose-statement.ts';
import { proposeTerms } from '#shared/agents/director/visuals/propose-terms.ts';
import { findDistortion } from '#shared/agents/screen/find-distortion.ts';
import { visualKey } from '#shared/agents/screen/visual-key.ts';

/** How far the seed may move a proposal up or down: enough to choose between kinds that fit about equally well. */
const SWING = 0.06;

/** A listing, shown while the sentence beside it is said. */
const CODE_FIT = 1.2;

function proposeCode({ code }: SceneMatter): Proposal[] {
  if (code === undefined) return [];
  const language = code.language === undefined ? {} : { language: code.language };
  return [{ visual: { kind: 'code', code: code.code, ...language }, fit: CODE_FIT }];
}

/**
 * The pictures that a scene could have, best first; never empty, and none that says something else than the narration. The order depends on the scene's own words and the
 * seed alone, so that it stays when anything else of the film changes.
 */
export function proposeVisuals(matter: SceneMatter, seed: number): Proposal[] {
  const { narration, language, around } = matter;
  const proposals = [
    proposeCode,
    proposeChart,
    proposeComparison,
    proposeQuote,
    proposeList,
    proposeNumber,
    proposeTerms,
    proposeStatement,
  ]
    .flatMap((propose) => propose(matter))
    .filter(({ visual }) => findDistortion(visual, narration, language, around) === undefined);
  const anchor = anchorOf(narration);
  const swung = proposals.map(({ visual, fit }) => {
    const swing = (fraction(seed, visualKey(visual), anchor) - 0.5) * 2 * SWING;
    return { visual, fit: fit + swing };
  });
  return [...swung.sort((a, b) => b.fit - a.fit), ...proposeTopics(matter)];
}
