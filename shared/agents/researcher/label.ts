import { hasSpacelessScript } from '#shared/language/scripts.ts';
import { stopWords } from '#shared/language/stop-words.ts';
import { wordsWithPlaces } from '#shared/language/words.ts';

const MAX_WORDS = 7;
const MAX_LABEL = 60;
const MAX_SPACELESS = 16;
/** Verbs and adverbs that link a subject with its figure; they say nothing on a label. */
const LINKING = new Set(
  (
    'is are was were has have had lies lie reaches reach reached measures measured weighs weighed costs cost covers covered contains contained holds held grew grow grows rose rise rises fell fall falls dropped climbed increased decreased went makes made produces produced takes took lasts lasted runs spans stands stood sits only about around roughly nearly almost over more than up to just some exactly averages averaged totals totalled serves needs used uses adds added ' +
    'ist sind war waren hat haben hatte liegt lag beträgt betrug misst wiegt kostet kostete stieg steigt fiel sank wuchs umfasst erreicht rund etwa fast ungefähr knapp gut mehr als nur bei auf von ' +
    'es son fue era tiene tenía mide pesa cuesta alcanza subió bajó creció pasó unos unas casi cerca más est sont était a avait mesure pèse coûte atteint environ presque près è sono ha misura pesa costa circa quasi'
  ).split(' '),
);
const RELATIVE = /^(?:that|which|who|whose|where|que|qui|che|dont)$/i;
const PARTICLES =
  /(?:は|が|の|を|に|で|も|約|およそ|最大|是|约|有|达|达到|大约|平均|超过|為|为|占|占了|的|在)+$/u;

/** The clause around a place: from the pause before it to the pause after it. */
function clause(text: string, start: number, end: number): { before: string; after: string } {
  const before =
    text
      .slice(0, start)
      .split(/[,;:()—–،、，。；](?!\d)/u)
      .at(-1) ?? '';
  const after = text.slice(end).split(/[,;:()—–.!?،、，。；](?!\d)/u)[0] ?? '';
  return { before, after };
}

/** The words before the figure without what links them to it and without relative clauses, at most seven. */
function subject(before: string, language: string): string {
  if (hasSpacelessScript(before)) {
    const bare = before.trim().replace(PARTICLES, '');
    return [...bare].slice(-MAX_SPACELESS).join('');
  }
  const words = wordsWithPlaces(before.split(/\p{Nd}/u)[0] ?? '');
  const stops = stopWords(language);
  const relative = words.findIndex(({ text }, index) => index > 1 && RELATIVE.test(text));
  let last = (relative < 0 ? words.length : relative) - 1;
  const empty = (index: number) => {
    const word = words[index]?.text.toLowerCase() ?? '';
    return stops.has(word) || LINKING.has(word);
  };
  while (last >= 0 && empty(last)) last -= 1;
  if (last < 0) return '';
  let first = Math.max(0, last - MAX_WORDS + 1);
  while (first > 0 && first < last && empty(first)) first += 1;
  return before.slice(words[first]?.start, words[last]?.end).trim();
}

/** The words after the figure up to the next pause or turn, at most seven. */
function object(after: string, language: string): string {
  if (hasSpacelessScript(after)) return [...after.trim()].slice(0, MAX_SPACELESS).join('');
  const words = wordsWithPlaces(after);
  const stops = stopWords(language);
  const turn = words.findIndex(({ text }, index) =>
    index > 0
      ? /^(?:and|but|which|that|while|when|where|because|und|aber|die|das|der|y|que|et|qui|than|or|as|in|by|since|from|to|is|are|was|were|per|every|each|ist|sind)$/i.test(
          text,
        )
      : false,
  );
  let last = Math.min(turn < 0 ? words.length : turn, MAX_WORDS) - 1;
  while (last >= 0 && stops.has(words[last]?.text.toLowerCase() ?? '')) last -= 1;
  return last < 0 ? '' : after.slice(words[0]?.start, words[last]?.end).trim();
}

/**
 * What a figure counts, in a few words of its sentence: what follows it (`of the Earth’s surface`) if that is more than
 * one word, else what stands before it without linking verbs (`The average depth`).
 */
export function labelOf(text: string, place: { start: number; end: number }, language: string): string {
  const { before, after } = clause(text, place.start, place.end);
  const follows = object(after, language);
  const precedes = subject(before, language);
  const topical =
    follows.split(' ').length >= 2 && !/^(?:in|at|on|by|im|am|en|à|for|since|ago)\s/iu.test(follows);
  if (topical) return follows;
  return (
    precedes || follows || subject(text.slice(0, place.start), language) || text.slice(0, MAX_LABEL).trim()
  );
}
