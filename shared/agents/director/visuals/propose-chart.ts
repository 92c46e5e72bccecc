import type { Proposal, SceneMatter } from '#shared/agents/director/visual-proposal.ts';
import type { Fact } from '#shared/domain/research.ts';
import { capitalise } from '#shared/language/capitalise.ts';
import { numberKeys } from '#shared/language/number-keys.ts';
import { common, coverage, keysOf } from '#shared/language/shared-words.ts';

const FIT = 0.97;
/** A series whose title is said to this share is spoken of. */
const NAMED = 0.75;
/** What a chart loses where only its subject is spoken of. */
const UNSAID = 0.25;
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

/** The latest year in the title of a series, as of a column `2023 (TWh)`; 0 where there is none. */
const latestYear = ({ title }: Series): number =>
  Math.max(0, ...(title.match(/(?<!\d)(?:1\d|20)\d\d(?!\d)/g) ?? []).map(Number));

/** The series that a narration speaks of first: whose title it names, then whose figures it says, then the newest. */
function byMention(series: readonly Series[], narration: string, language: string): Series[] {
  const said = keysOf(narration, language);
  const figures = numberKeys(narration);
  const ranked = series.map((each) => ({
    each,
    year: latestYear(each),
    named: common(keysOf(each.title, language), said) + common(numberKeys(each.title), figures),
    values: each.points.filter(({ value }) => figures.has(String(Math.abs(value)).replace('.', ''))).length,
  }));
  return ranked
    .sort((a, b) => b.named - a.named || b.values - a.values || b.year - a.year)
    .map(({ each }) => each);
}

/** Whether a narration says one of the values of a series. */
function saysFigure({ points }: Series, narration: string): boolean {
  const figures = numberKeys(narration);
  return points.some(({ value }) => figures.has(String(Math.abs(value)).replace('.', '')));
}

/** Whether a narration says a value or a label of a series, or names what it measures beside a sentence that cites it. */
function speaksOf(series: Series, narration: string, language: string): boolean {
  if (saysFigure(series, narration)) return true;
  const said = keysOf(narration, language);
  const years = numberKeys(narration);
  const labels = series.points.some(
    ({ label }) => years.has(label) || coverage(keysOf(label, language), said) === 1,
  );
  return labels || coverage(keysOf(series.title, language), said) >= NAMED;
}

/** A chart of a series of the source, with nothing but its data and the source's name; of two columns the one that is meant. */
export function proposeChart({ narration, language, facts, source }: SceneMatter): Proposal[] {
  const series = facts.filter((fact) => fact.kind === 'series');
  const spoken = series.filter((each) => speaksOf(each, narration, language));
  return byMention(spoken, narration, language).map((fact, rank) => {
    const chart = chartOf(fact);
    const points = fitting(fact, chart);
    const { title, unit } = fact;
    return {
      visual: {
        kind: 'chart' as const,
        chart,
        title: capitalise(title),
        points,
        ...(unit === undefined ? {} : { unit }),
        ...(source === undefined ? {} : { source }),
      },
      fit: (points.length > 2 ? FIT : FIT - 0.1) - rank * 0.02 - (saysFigure(fact, narration) ? 0 : UNSAID),
    };
  });
}
