import { capitalise } from '#shared/agents/director/capitalise.ts';
import { emphasise } from '#shared/agents/director/emphasise.ts';
import { shortVersions } from '#shared/agents/director/shorten.ts';
import type { Proposal, SceneMatter } from '#shared/agents/director/visual-proposal.ts';

const FIT = 0.5;

/** What is said, in at most 12 of its own words; the later proposals are other parts of it, should the first be taken. */
export function proposeStatement({ narration, language, names }: SceneMatter): Proposal[] {
  return shortVersions(narration, language)
    .map(capitalise)
    .map((text, index) => ({
      visual: { kind: 'statement', text, emphasis: emphasise(text, language, names) },
      fit: index === 0 ? FIT : 0.2 - index * 0.01,
    }));
}
