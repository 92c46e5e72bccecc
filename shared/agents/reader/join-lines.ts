import { isTitleLike } from '#shared/agents/reader/title-line.ts';

/** A line that names its speaker: `Anna: …`, `Dr. Weiss – …`. */
const SPEAKER = /^\s*[*_]*\p{Lu}[\p{L}\p{M}.’' ]{0,28}[*_]*\s?[:：]\s?[*_]*\s*\S/u;
const ENDS = /[.!?…。！？।؟:：]["'”»」』)]*\s*$/u;
/** A line that ends this many letters before the margin was ended by its author. */
const WELL_BEFORE = 12;
/** Lines of at least this length were broken by a margin, not by the author. */
const MARGIN = 45;

/**
 * Joins the lines of one paragraph: with spaces where a margin broke them, with line feeds where the breaks mean
 * something, as in a dialogue, in verse, or where each line is a sentence of its own.
 */
export function joinLines(lines: readonly string[]): string {
  const full = lines.map((line) => line.trim()).filter((line) => line !== '');
  if (full.length < 2) return full.join('');
  const speakers = full.filter((line) => SPEAKER.test(line)).length;
  const longest = Math.max(...full.map((line) => line.length));
  const sentences = full.filter((line) => ENDS.test(line)).length;
  const meant = speakers >= 2 && speakers >= full.length / 2;
  if (meant || sentences >= full.length * 0.8 || longest < MARGIN) return full.join('\n');
  const [first = '', second = ''] = full;
  const apart = isTitleLike(first) && /^\p{Lu}/u.test(second) && first.length < longest - WELL_BEFORE;
  return apart ? `${first}\n${full.slice(1).join(' ')}` : full.join(' ');
}
