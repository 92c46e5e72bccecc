import { checkFacts } from '#shared/agents/critic/check-facts.ts';
import { checkScript } from '#shared/agents/critic/check-script.ts';
import { checkStoryboard } from '#shared/agents/critic/check-storyboard.ts';
import { FINDING_WEIGHTS, type Finding } from '#shared/agents/critic/finding.ts';
import type { Document } from '#shared/domain/document.ts';
import type { Research } from '#shared/domain/research.ts';
import type { Script } from '#shared/domain/script.ts';
import type { Storyboard } from '#shared/domain/storyboard.ts';

/** Most findings that a review carries, so that its output stays well below the 32 KiB of a step. */
const MOST_FINDINGS = 50;

/** What the critic looks at. Without the document nothing is said about pictures left out. */
export interface Reviewed {
  script: Script;
  storyboard: Storyboard;
  research: Research;
  document?: Document;
  wantedSeconds: number;
}

/** The critic's judgement: a score from 0 to 1 and what lowered it, the gravest first. */
export interface Judgement {
  score: number;
  findings: Finding[];
}

/**
 * Reviews a film before it is rendered, by checks that code can make. The score is the product of (1 − weight × share)
 * over the checks, so that one grave fault cannot be made up for by many small virtues; rounded to thousandths.
 */
export function reviewFilm({ script, storyboard, research, document, wantedSeconds }: Reviewed): Judgement {
  const verdicts = [
    ...checkFacts(script, research),
    ...checkScript(script, wantedSeconds),
    ...checkStoryboard(storyboard, document),
  ];
  const score = verdicts.reduce(
    (product, { code, share }) => product * (1 - FINDING_WEIGHTS[code] * share),
    1,
  );
  const gravest = verdicts.toSorted(
    (a, b) => FINDING_WEIGHTS[b.code] * b.share - FINDING_WEIGHTS[a.code] * a.share,
  );
  return {
    score: Math.round(score * 1000) / 1000,
    findings: gravest.flatMap(({ findings }) => findings).slice(0, MOST_FINDINGS),
  };
}
