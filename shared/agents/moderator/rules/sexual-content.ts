import type { Span } from '#shared/agents/moderator/lexicon.ts';
import type { LineView, Outcome } from '#shared/agents/moderator/line-view.ts';

const AGE = /^(?:[3-9]|1[0-7])$/;
const AGE_WORDS = /^(?:year|yr|yo|jahrige[rsnm]?|anos|ans)$/;
/** Words that may stand between a child and what is done to it in a phrase of three or four words. */
const JOINTS = new Set(
  'a an the of with and little young old year my your de con un una avec mit von'.split(' '),
);
const NEAR = 4;

function minors(line: LineView): Span[] {
  const aged = [...line.tokens.keys()].filter(
    (at) => AGE.test(line.tokens[at] ?? '') && AGE_WORDS.test(line.tokens[at + 1] ?? ''),
  );
  return [...line.find('minor'), ...aged.map((start) => ({ start, end: start + 2 }))];
}

function joined(tokens: readonly string[], a: Span, b: Span): boolean {
  const [first, second] = a.start <= b.start ? [a, b] : [b, a];
  const between = tokens.slice(first.end, second.start);
  return between.length <= NEAR && between.every((token) => JOINTS.has(token));
}

/**
 * Sexual content with children. Blocks a phrase that joins the two, unless the line speaks of a crime, of protection or of
 * teaching; anything that only has both in one line is flagged, so that reports, law and sex education pass.
 */
export function sexualMinors(line: LineView): Outcome {
  const isProtective = line.nearby('protective');
  if (line.findHashed('childExploitation').length > 0) return isProtective ? 'flag' : 'block';
  const children = minors(line);
  if (children.length === 0) return undefined;
  const sexual = [...line.find('sexual'), ...line.findHashed('explicit')];
  const phrase = children.some((child) => sexual.some((act) => joined(line.tokens, child, act)));
  if (phrase) return isProtective ? 'flag' : 'block';
  if (sexual.length > 0) return 'flag';
  const suggested = line.find('suggestive');
  const near = children.some((child) => suggested.some((word) => joined(line.tokens, child, word)));
  return near && !isProtective ? 'flag' : undefined;
}

/** Words for sexual acts; a script with two lines of them is blocked, see {@link EXPLICIT_LIMIT}. */
export function sexualExplicit(line: LineView): Outcome {
  return line.findHashed('explicit').length > 0 ? 'flag' : undefined;
}

/** So many lines with explicit words make a film pornographic rather than a report that had to quote one. */
export const EXPLICIT_LIMIT = 2;
