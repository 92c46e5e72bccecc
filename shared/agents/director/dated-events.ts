import type { Proposal, SceneMatter } from '#shared/agents/director/visual-proposal.ts';
import { proposeStatement } from '#shared/agents/director/visuals/propose-statement.ts';
import { capitalise } from '#shared/language/capitalise.ts';
import { clauseHeadlines } from '#shared/language/clause-headlines.ts';
import { findFigures } from '#shared/language/find-figures.ts';
import { nounHeadlines } from '#shared/language/noun-headlines.ts';
import { countWords } from '#shared/language/words.ts';

const FIT = 0.86;
/** Fewer events are two sentences, more do not fit beside each other. */
const EVENTS = { fewest: 3, most: 5 } as const;
/** Events further apart than so many scenes are not told together. */
const REACH = 3;
const WHAT_WORDS = 8;
/** A name or a figure alone says where or how much, and not what happened: a thing must be named as well. */
const NAMES = /\s\p{Ll}{4,}/u;

interface Event {
  scene: number;
  when: string;
  what: string;
}

/** What a sentence of one clause says without the year at its end, or at its beginning where no verb follows at once. */
function undated(narration: string, when: string, language: string): string[] {
  const turns = /^(?:de|nl|sv)/u.test(language);
  const dated = new RegExp(
    `${turns ? '' : `^(?:in|en|em|nel) ${when},? (?=\\p{L})|`},? (?:in|im Jahr|en|em|nel) ${when}(?=[.!]?$)`,
    'iu',
  );
  const text = narration.replace(dated, '').replace(/[.!]$/u, '');
  return text === narration.replace(/[.!]$/u, '') || /[,;:–—.]/u.test(text) ? [] : [capitalise(text)];
}

/** The event that a scene dates: its one year, and the essence of what happened then. */
function eventOf(matter: SceneMatter, scene: number): Event[] {
  const { narration, language } = matter;
  const years = findFigures(narration, language).filter(({ kind }) => kind === 'year');
  const [year] = years;
  if (year === undefined || years.length > 1) return [];
  const when = year.text.trim();
  const essences = proposeStatement(matter).flatMap(({ visual }) =>
    visual.kind === 'statement' ? [visual.text] : [],
  );
  const fits = (text: string) => !text.includes(when) && countWords(text) <= WHAT_WORDS && NAMES.test(text);
  const clause = matter.tagged ? clauseHeadlines(narration, matter.tagged, language)[0] : undefined;
  const told = clause !== undefined && essences.includes(capitalise(clause)) && fits(clause);
  // A noun phrase names something of the year, and not what happened to it.
  const phrases = matter.tagged ? nounHeadlines(narration, matter.tagged, language).map(capitalise) : [];
  const texts = [
    ...undated(narration, when, language),
    ...essences.filter((text) => !phrases.includes(text)),
  ];
  const what = told ? capitalise(clause) : texts.find(fits);
  return what === undefined ? [] : [{ scene, when, what }];
}

/**
 * Timelines of dated events that scenes near each other tell in the order of their years: one for each scene that adds an
 * event to at least two before it, by the scene's place. Each shows what was told so far.
 */
export function proposeTimelines(matters: readonly SceneMatter[]): Map<number, Proposal> {
  const events = matters.flatMap(eventOf);
  const found = new Map<number, Proposal>();
  let run: Event[] = [];
  for (const event of events) {
    const last = run.at(-1);
    const follows = last && event.scene - last.scene <= REACH && event.when > last.when;
    run = follows ? [...run, event] : [event];
    if (run.length < EVENTS.fewest) continue;
    const shown = run.slice(-EVENTS.most).map(({ when, what }) => ({ when, what }));
    found.set(event.scene, { visual: { kind: 'timeline', events: shown }, fit: FIT });
  }
  return found;
}
