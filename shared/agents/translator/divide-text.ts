import { BREAK, findGaps } from '#shared/language/find-breaks.ts';

/** What a cut costs by its strength, in squared parts of the text's length. */
const CUT_COST: Readonly<Record<number, number>> = {
  [BREAK.word]: 0.04,
  [BREAK.phrase]: 0.012,
  [BREAK.joint]: 0.006,
  [BREAK.clause]: 0.003,
  [BREAK.strong]: 0.001,
  [BREAK.sentence]: 0,
};

/**
 * Divides a text into as many parts as there are `weights`, each about as long as its weight says, at clauses and phrases
 * rather than between words, and never within a figure or a name. Undefined where it has too few places for that.
 */
export function divideText(text: string, language: string, weights: readonly number[]): string[] | undefined {
  if (weights.length < 2) return [text];
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const gaps = findGaps(text, language).filter(({ strength }) => strength !== BREAK.bound);
  let ways = [{ cost: 0, cuts: [] as number[] }];
  let wanted = 0;
  for (const weight of weights.slice(0, -1)) {
    wanted += weight / all;
    const next = ways.flatMap(({ cost, cuts }) =>
      gaps
        .filter(({ at }) => at > (cuts.at(-1) ?? 0))
        .map(({ at, strength }) => ({
          cost: cost + (at / text.length - wanted) ** 2 + (CUT_COST[strength] ?? 0),
          cuts: [...cuts, at],
        })),
    );
    ways = next.sort((a, b) => a.cost - b.cost).slice(0, 40);
  }
  const [best] = ways;
  if (best === undefined) return undefined;
  const places = [0, ...best.cuts, text.length];
  return places.slice(1).map((end, index) => text.slice(places[index], end).trim());
}
