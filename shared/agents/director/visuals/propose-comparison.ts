import type { Proposal, SceneMatter } from '#shared/agents/director/visual-proposal.ts';
import { findDistortion } from '#shared/agents/screen/find-distortion.ts';
import { capitalise } from '#shared/language/capitalise.ts';
import { findFigures } from '#shared/language/find-figures.ts';
import { nounHeadlines } from '#shared/language/noun-headlines.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';
import { countWords } from '#shared/language/words.ts';

const FIT = 0.93;
const LABEL_WORDS = 5;
/** What was so before or is so after is said in a clause of at most so many words. */
const CLAUSE_WORDS = 10;

/** What sets two clauses against each other. */
const AGAINST: Readonly<Record<string, RegExp>> = {
  en: /[,;]\s+(?:whereas|while|but)\s+|;\s+/iu,
  de: /[,;]\s+(?:während|wohingegen|aber)\s+|;\s+/iu,
};
/** `Before the lift, … ; after it, …`. */
const BEFORE_AFTER: Readonly<Record<string, RegExp>> = {
  en: /^(before)\s[^,]{1,40},\s(.+?)[;,]\s(?:and\s)?(after)\s[^,]{1,40},\s(.+?)[.!]?$/iu,
  de: /^(vor)\s[^,]{1,40}[,\s](.+?)[;,]\s(?:und\s)?(nach)\s[^,]{1,40}[,\s](.+?)[.!]?$/iu,
};

interface Half {
  text: string;
  phrases: string[];
  display?: string;
}

function halfOf(text: string, { narration, language, tagged }: SceneMatter): Half {
  const at = narration.indexOf(text);
  const words = (tagged ?? [])
    .filter(({ start, end }) => start >= at && end <= at + text.length)
    .map((word) => ({ ...word, start: word.start - at, end: word.end - at }));
  const figures = findFigures(text, language).filter(({ kind }) =>
    ['amount', 'percent', 'money'].includes(kind),
  );
  const [figure] = figures;
  const phrases = nounHeadlines(text, words, language).filter((phrase) => countWords(phrase) <= LABEL_WORDS);
  return {
    text,
    phrases: phrases.toSorted((a, b) => text.indexOf(a) - text.indexOf(b)),
    ...(figures.length === 1 && figure
      ? { display: text.slice(figure.qualifier?.start ?? figure.start, figure.end) }
      : {}),
  };
}

const unitOf = (display: string): string => display.replace(/[\p{Nd}.,\s]/gu, '').toLowerCase();

/** The subject of an English clause and what it does: `The fox` and `laughed`; undefined where it has no noun or no verb. */
function subjectAndVerb({ text }: Half, { narration, language, tagged = [] }: SceneMatter) {
  if (primaryLanguage(language) !== 'en' || countWords(text) > CLAUSE_WORDS) return undefined;
  const at = narration.indexOf(text);
  const own = tagged.filter(({ start, end }) => start >= at && end <= at + text.length);
  const verb = own.findIndex(({ kind }) => kind === 'verb');
  const isSubject = verb > 0 && verb <= LABEL_WORDS && own.slice(0, verb).some(({ kind }) => kind === 'noun');
  if (!isSubject) return undefined;
  const cut = own[verb]?.start ?? at;
  const label = narration.slice(at, cut).trim();
  return { label: capitalise(label), points: [capitalise(narration.slice(cut, at + text.length).trim())] };
}

/** Two clauses that each begin with what they are about, as the sides of a comparison; undefined where one does not. */
function sidesOf(halves: readonly [Half, Half], matter: SceneMatter) {
  const figures = halves.map(({ display }) => display);
  const [first, second] = figures;
  const both = first !== undefined && second !== undefined && unitOf(first) === unitOf(second);
  const sides = halves.map(({ phrases, text, display }) => {
    const [label, ...more] = phrases.filter((phrase) => phrase !== display && !/\p{Nd}/u.test(phrase));
    const begins = label !== undefined && text.indexOf(label) <= 12;
    if (!begins) return undefined;
    if (both) return { label: capitalise(label), display: capitalise(display ?? ''), points: [] };
    const points = display === undefined ? more.slice(0, 2) : [display];
    return points.length === 0 ? undefined : { label: capitalise(label), points: points.map(capitalise) };
  });
  const clauses = halves.map((half) => subjectAndVerb(half, matter));
  const [one, other] = sides.includes(undefined) ? clauses : sides;
  return one && other && one.label !== other.label ? ([one, other] as const) : undefined;
}

/**
 * Two things set against each other, where a sentence does so: `whereas`, `while`, a semicolon, before and after. Each side
 * has its name and its figure or what is said of it, all in the sentence's own words.
 */
export function proposeComparison(matter: SceneMatter): Proposal[] {
  const { narration, language, tagged, around } = matter;
  const code = primaryLanguage(language);
  const mark = AGAINST[code];
  if (tagged === undefined || mark === undefined) return [];
  const turned = BEFORE_AFTER[code]?.exec(narration);
  const parts = turned ? [turned[2] ?? '', turned[4] ?? ''] : narration.replace(/[.!]$/u, '').split(mark);
  const [left, right] = parts;
  if (left === undefined || right === undefined || parts.length !== 2) return [];
  const halves = [halfOf(left, matter), halfOf(right, matter)] as const;
  const said = halves.map(({ text }) => (countWords(text) <= CLAUSE_WORDS ? text : undefined));
  const sides = turned
    ? ([turned[1], turned[3]].map((label, index) => ({
        label: capitalise(label ?? ''),
        points: [capitalise(said[index] ?? '')],
      })) as [{ label: string; points: string[] }, { label: string; points: string[] }])
    : sidesOf(halves, matter);
  if (
    sides === undefined ||
    sides.some(({ points, label }) => label === '' || points.some((point) => point === ''))
  )
    return [];
  const texts = sides.flatMap(({ points }) => points);
  const isTrue = (text: string) =>
    findDistortion({ kind: 'statement', text, emphasis: [] }, narration, language, around) === undefined;
  if (!texts.every(isTrue)) return [];
  return [{ visual: { kind: 'comparison', sides: [sides[0], sides[1]] }, fit: FIT }];
}
