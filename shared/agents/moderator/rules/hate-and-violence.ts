import { follows, type LineView, type Outcome } from '#shared/agents/moderator/line-view.ts';

const CALLS = new Set('we you let lets go you wir lasst allons hay vamos il'.split(' '));

/**
 * Slurs, and calls to kill a group of people or to see them as vermin. A slur alone is flagged; a call is blocked unless
 * somebody else's words are reported (history, a trial, a study) or the sentence denies it.
 */
export function hate(line: LineView): Outcome {
  const slurs = line.findHashed('slur');
  const groups = [...line.find('group'), ...slurs];
  if (groups.length === 0) return undefined;
  const dying = line
    .find('extermination')
    .filter(({ end }) => line.find('natural').every(({ start }) => start !== end));
  const vermin = line.find('dehumanising').filter((word) => follows(line.find('copula'), [word], 2));
  // `must die` is a call, `must die of hunger` or `less often` is not.
  const isCall =
    follows(groups, dying, 2) !== undefined ||
    follows(line.find('killing'), groups, 1) !== undefined ||
    follows(groups, vermin, 4) !== undefined;
  if (!isCall) return slurs.length > 0 ? 'flag' : undefined;
  return line.nearby('reported') || line.find('negation').length > 0 ? 'flag' : 'block';
}

/** Calls to violence. Blocked when they address somebody or name their victims, flagged where they are reported. */
export function violence(line: LineView): Outcome {
  const calls = line.find('violence');
  if (calls.length === 0) return undefined;
  if (line.nearby('reported') || line.find('negation').length > 0) return 'flag';
  const named = line.find('group').length > 0;
  const addressed = calls.some(({ start, end }) => {
    const words = line.tokens.slice(start, end);
    const vague = words.at(-1) === 'all' || words.at(-1) === 'alle' || words.at(-1) === 'todos';
    return CALLS.has(words[0] ?? '') || (start <= 1 && !vague);
  });
  return named || addressed ? 'block' : 'flag';
}
