import { numberKeys } from '#shared/agents/director/find-numbers.ts';
import { common, keysOf } from '#shared/agents/director/shared-words.ts';
import type { Proposal, SceneMatter } from '#shared/agents/director/visual-proposal.ts';
import type { Fact } from '#shared/domain/research.ts';

const FIT = 1;
const MOST_POINTS = 24;
const MOST_SLICES = 6;
const MOST_BARS = 12;

type Series = Extract<Fact, { kind: 'series' }>;

function chartOf({ shape, points }: Series): 'bar' | 'line' | 'pie' {
  if (shape === 'time' && points.length > 2) return 'line';
  const isWhole = points.every(({ value }) => value >= 0) && points.some(({ value }) => value > 0);
  return shape === 'parts' && isWhole && points.length <= MOST_SLICES ? 'pie' : 'bar';
}

/** The points that one chart can hold: evenly picked ones of a long time, first and last kept; else the largest, in order. */
function fitting({ points }: Series, chart: 'bar' | 'line' | 'pie'): Series['points'] {
  const most = chart === 'line' ? MOST_POINTS : MOST_BARS;
  if (points.length <= most) return points;
  if (chart === 'line') {
    const step = (points.length - 1) / (most - 1);
    return points.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  }
  const least = points.map(({ value }) => Math.abs(value)).sort((a, b) => b - a)[most - 1] ?? 0;
  return points.filter(({ value }) => Math.abs(value) >= least).slice(0, most);
}

/** How much of a series a narration speaks of: words of its title and labels, and its figures. */
export function seriesOverlap(series: Series, narration: string, language: string): number {
  const said = keysOf(narration, language);
  const named = keysOf([series.title, ...series.points.map(({ label }) => label)].join(' '), language);
  const figures = numberKeys(narration);
  const labels = series.points.filter(
    ({ label, value }) => figures.has(label) || figures.has(String(value).replace('.', '')),
  );
  return common(named, said) + labels.length;
}

/** A chart of a series of the source, with nothing but its data and the source's name. */
export function proposeChart({ narration, language, facts, source }: SceneMatter): Proposal[] {
  return facts.flatMap((fact) => {
    if (fact.kind !== 'series' || seriesOverlap(fact, narration, language) === 0) return [];
    const chart = chartOf(fact);
    const points = fitting(fact, chart);
    const { title, unit } = fact;
    return [
      {
        visual: {
          kind: 'chart' as const,
          chart,
          title,
          points,
          ...(unit === undefined ? {} : { unit }),
          ...(source === undefined ? {} : { source }),
        },
        fit: points.length > 2 ? FIT : FIT - 0.1,
      },
    ];
  });
}
