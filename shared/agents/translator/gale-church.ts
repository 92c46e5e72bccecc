/** A text to be aligned: how long it is in characters, and the figures in it, which no translation changes. */
export interface Measured {
  length: number;
  figures: ReadonlySet<string>;
}

/** Places of sentences of the one text that say what places of the other say; one side may be empty. */
export interface Bead {
  source: number[];
  target: number[];
  /** −log of its probability: 0 is certain, above 6 is hardly true. */
  cost: number;
}

/**
 * Gale and Church, A Program for Aligning Sentences in Bilingual Corpora (1993): how often sentences are translated one to
 * one, left out, and two to one, and the variance of the length of a translation per character.
 */
const PRIORS: readonly (readonly [source: number, target: number, prior: number])[] = [
  [1, 1, 0.89],
  [1, 0, 0.0049],
  [0, 1, 0.0049],
  [2, 1, 0.0445],
  [1, 2, 0.0445],
  [2, 2, 0.011],
];
const VARIANCE = 6.8;
/** What figures that stand in one text only cost: about as much as a sentence left out. */
const FIGURES_COST = 4;

/** What a sentence without a counterpart costs beside its prior: how long it is says nothing. */
const ALONE_COST = 3;

/** The probability that a standard normal value is further from 0 than `x`; Abramowitz and Stegun 26.2.17. */
function tail(x: number): number {
  const z = Math.abs(x);
  const t = 1 / (1 + 0.2316419 * z);
  const sum =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return Math.max(1e-12, (2 * sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI));
}

const total = (parts: readonly Measured[]): number => parts.reduce((sum, { length }) => sum + length, 0);

/** The share of figures that only one of two texts has, 0 to 1. */
function strangeFigures(source: readonly Measured[], target: readonly Measured[]): number {
  const [a, b] = [source, target].map((side) => new Set(side.flatMap(({ figures }) => [...figures])));
  const all = new Set([...(a ?? []), ...(b ?? [])]);
  if (all.size === 0) return 0;
  return [...all].filter((figure) => !(a?.has(figure) && b?.has(figure))).length / all.size;
}

function costOf(
  source: readonly Measured[],
  target: readonly Measured[],
  prior: number,
  ratio: number,
): number {
  if (source.length === 0 || target.length === 0) return -Math.log(prior) + ALONE_COST;
  const [from, to] = [total(source), total(target)];
  const mean = (from + to / ratio) / 2;
  const delta = (to - from * ratio) / Math.sqrt(Math.max(1, mean) * VARIANCE);
  return -Math.log(prior) - Math.log(tail(delta)) + FIGURES_COST * strangeFigures(source, target);
}

/**
 * Aligns two texts sentence by sentence by their lengths and figures: the cheapest way through both in order, in which one
 * or two sentences stand for one or two, or for none. `ratio` is how much longer the target is.
 */
export function alignSentences(
  source: readonly Measured[],
  target: readonly Measured[],
  ratio: number,
): Bead[] {
  const width = target.length + 1;
  const best = new Map<number, { cost: number; bead?: Bead; from: number }>([[0, { cost: 0, from: -1 }]]);
  for (let i = 0; i <= source.length; i += 1) {
    for (let j = 0; j <= target.length; j += 1) {
      for (const [m, n, prior] of PRIORS) {
        if (m > i || n > j) continue;
        const before = best.get((i - m) * width + j - n);
        if (before === undefined) continue;
        const own = costOf(source.slice(i - m, i), target.slice(j - n, j), prior, ratio);
        const cost = before.cost + own;
        if (cost >= (best.get(i * width + j)?.cost ?? Number.POSITIVE_INFINITY)) continue;
        const bead = {
          source: Array.from({ length: m }, (_, at) => i - m + at),
          target: Array.from({ length: n }, (_, at) => j - n + at),
          cost: own + Math.log(0.89),
        };
        best.set(i * width + j, { cost, bead, from: (i - m) * width + j - n });
      }
    }
  }
  const beads: Bead[] = [];
  for (let at = source.length * width + target.length; at > 0; ) {
    const step = best.get(at);
    if (step?.bead === undefined) break;
    beads.unshift(step.bead);
    at = step.from;
  }
  return beads;
}
