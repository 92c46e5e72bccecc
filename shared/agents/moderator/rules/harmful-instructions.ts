import type { Span } from '#shared/agents/moderator/lexicon.ts';
import { follows, type LineView, type Outcome } from '#shared/agents/moderator/line-view.ts';

const NEAR = 5;

const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** Weapons that a line names, without bath bombs, bomb shelters and the like. */
export function weaponsIn(line: LineView): Span[] {
  const harmless = line.find('harmless');
  return line.find('weapon').filter((weapon) => !harmless.some((other) => overlap(weapon, other)));
}

/** Instructions for making a weapon: blocked when they address the viewer, flagged when they are told of others. */
export function weapons(line: LineView): Outcome {
  const named = weaponsIn(line);
  if (named.length === 0) return undefined;
  const making = line.find('making');
  if (!follows(making, named, NEAR) && !follows(named, making, NEAR)) return undefined;
  const addressed =
    line.find('address').length > 0 ||
    making.some(({ start }) => start <= 1 && !line.tokens[start]?.endsWith('ing'));
  return addressed && !line.nearby('reported') ? 'block' : 'flag';
}

/** Whether a line tells to do something with a part of a weapon: `fill the steel pipe with gunpowder`. */
export function isAssemblyStep(line: LineView): boolean {
  return line.find('instruction').some(({ start }) => start <= 1) && line.find('component').length > 0;
}

/** Ways to harm oneself, and calls to do it: blocked unless help, warning or a report stand beside them. */
export function selfHarm(line: LineView): Outcome {
  if (line.find('selfHarm').length === 0) return undefined;
  return line.nearby('helping') || line.nearby('reported') ? 'flag' : 'block';
}
