import { type ClauseWords, clauseWords, isClosedClass, leansForward } from '#shared/language/clause-words.ts';
import type { Figure } from '#shared/language/figure.ts';
import { BREAK, findBreaks } from '#shared/language/find-breaks.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';
import { isTopicWord } from '#shared/language/terms.ts';
import type { TaggedWord } from '#shared/language/word-kinds.ts';
import { splitWords, wordsWithPlaces } from '#shared/language/words.ts';

const LABEL_WORDS = 8;
/** Between a verb and its figure stand at most so many words that say nothing else: `lives only about`. */
const BEFORE_FIGURE = 3;

/** What may stand between a figure and the thing that it is a part or measure of. */
const OF: Readonly<Record<string, string>> = {
  en: 'of',
  de: 'der des von vom aller',
  es: 'de del',
  fr: "de du des d'",
  it: 'di del della dei delle degli',
  pt: 'de do da dos das',
};
/** Prepositions by which a length or height is told from somewhere: `10,935 m below the surface`. */
const FROM_WHERE: Readonly<Record<string, string>> = { en: 'below above beneath under', de: 'unter über' };
/** Verbs that say nothing but a measure, in languages whose verbs are not told apart otherwise. */
const MEASURING: Readonly<Record<string, string>> = {
  es: 'costó costaron midió medía duró duraba duraban pesó pesaba alcanzó tarda tardan tardó mide miden pesa pesan cuesta cuestan alcanza alcanzan dura duran contiene tiene tienen',
  fr: 'coûta coûtait mesurait dura durait pesait atteignit mesure mesurent pèse pèsent coûte coûtent atteint dure durent compte contient',
  it: 'misura pesa costa raggiunge dura contiene',
  pt: 'mede pesa custa alcança dura contém',
};
const ADVERBS = new Set(
  'only just even also still already now then there here about around roughly nearly almost over up least most more less than ever once today nur auch noch schon jetzt dort hier etwa rund fast knapp ungefähr heute mehr als bis zu solo sólo ya hoy casi aún también ahora unos unas environ presque aussi encore déjà ici là'.split(
    ' ',
  ),
);

/** German articles that can be a genitive, and nominatives as well. */
const GENITIVE = /^(?:der|des)$/u;
/** `72 kilomètres de long`: a direction and no thing. */
const DIMENSION = /^(?:long|large|haut|profond|largo|ancho|alto|profundo|lungo|comprimento|largura)$/iu;
/** The rate at which something is counted belongs to it: `410,000 trips a day`. */
const PER = /^(?:an?|per|each|every|pro|je|par|por|al|cada)$/u;
const MORE = /^(?:more|fewer|less|mehr|weniger|plus|moins|más|menos)$/u;
const TIME =
  /^(?:second|minute|hour|day|night|week|month|year|sekunde|minute|stunde|tag|woche|monat|jahr|heure|jour|semaine|mois|an|hora|día|semana|mes|año|dia|ano)s?$/u;

interface Clause {
  left: readonly TaggedWord[];
  right: readonly TaggedWord[];
  text: string;
  language: string;
  classes: ClauseWords;
}

const lower = (word: TaggedWord | undefined): string => word?.text.toLowerCase().replace(/’/gu, "'") ?? '';
const isFigure = ({ text }: TaggedWord): boolean => /\p{N}/u.test(text);
const isTagged = (language: string): boolean => ['en', 'de'].includes(primaryLanguage(language));

/** The words of the figure's clause before it, without what bounds it, and behind it. */
function clauseOf(
  narration: string,
  { start, end, qualifier }: Figure,
  tagged: readonly TaggedWord[],
  language: string,
): Clause {
  const cuts = findBreaks(narration, language).filter(({ strength }) => strength >= BREAK.joint);
  const opens = qualifier?.start ?? start;
  const from = cuts.findLast(({ at }) => at <= opens)?.at ?? 0;
  const to = cuts.find(({ at }) => at >= end)?.at ?? narration.length;
  return {
    left: tagged.filter((word) => word.start >= from && word.end <= opens && /[\p{L}\p{N}]/u.test(word.text)),
    right: tagged.filter((word) => word.start >= end && word.end <= to && /[\p{L}\p{N}]/u.test(word.text)),
    text: narration,
    language,
    classes: clauseWords(language),
  };
}

/** How many words from `at` on are a noun with what belongs to it; 0 where there is none. */
function nounLength({ right: words, text, language, classes }: Clause, at: number): number {
  const touches = (index: number) =>
    index === at || /^[\s-]$/u.test(text.slice(words[index - 1]?.end, words[index]?.start));
  let end = at;
  if (at > 0)
    while (end < words.length && touches(end) && classes.determiners.has(lower(words[end]))) end += 1;
  if (!isTagged(language)) {
    const word = words[end];
    const counted =
      word && touches(end) && !isClosedClass(word.text, classes) && isTopicWord(word.text, language);
    return counted && (at > 0 || /[sx]$|[ie]$/u.test(word.text)) && !isFigure(word) ? end + 1 - at : 0;
  }
  let noun = 0;
  for (; end < words.length && touches(end); end += 1) {
    const word = words[end];
    // A German word in -en behind a figure may be its verb: `Ab 140 °C reagieren Zucker …`.
    if (
      at === 0 &&
      end === 0 &&
      word?.kind === 'adjective' &&
      primaryLanguage(language) === 'de' &&
      /en$/u.test(word.text)
    )
      break;
    if (word === undefined || isFigure(word) || (word.kind !== 'noun' && word.kind !== 'adjective')) break;
    if (word.kind === 'noun') noun = end + 1 - at;
  }
  return noun;
}

/** Whether the verb behind a counted subject closes what is said of it: `70,000 people | died | on the islands`. */
function says({ left, right, language, classes }: Clause, at: number): boolean {
  const [verb, next] = [right[at], right[at + 1]];
  if (left.length > 0 || verb?.kind !== 'verb' || primaryLanguage(language) !== 'en') return false;
  if (classes.auxiliaries.has(lower(verb))) return false;
  return next === undefined || classes.prepositions.has(lower(next));
}

/** What follows the figure: the noun that it counts, or the thing that it is a part of. */
function counted(clause: Clause, figure: Figure): string {
  const { right, text, language } = clause;
  const code = primaryLanguage(language);
  const where = figure.kind === 'amount' ? (FROM_WHERE[code] ?? '') : '';
  const of = new Set(`${OF[code] ?? ''} ${where}`.split(' '));
  const touches = /^[\s\u00a0-]+$/u.test(text.slice(figure.end, right[0]?.start));
  if (right[0] === undefined || !touches) return '';
  if (figure.kind === 'ratio') return predicate(clause);
  let end = nounLength(clause, 0);
  const isPart = figure.unit === undefined || figure.kind === 'percent' || figure.kind === 'fraction';
  // `35 minutos de Malmö a Copenhague`: from where, and no part of it.
  const isFrom = !isTagged(language) && !isPart && /^\p{Lu}/u.test(right[1]?.text ?? '');
  if (end === 0 && !isFrom && of.has(lower(right[0])) && (isPart || !GENITIVE.test(lower(right[0])))) {
    const more = nounLength(clause, 1);
    const isGenitive =
      !GENITIVE.test(lower(right[0])) ||
      right.slice(1, more).every(({ text: word, kind }) => kind === 'noun' || /en$/u.test(word));
    end = more > 0 && isGenitive && !DIMENSION.test(right[1]?.text ?? '') ? 1 + more : 0;
  }
  if (end === 0) return '';
  if (/^(?:of|de|des|von|del|du|di|do|da)$/u.test(lower(right[end]))) {
    const more = nounLength(clause, end + 1);
    if (more > 0 && end + 1 + more <= LABEL_WORDS) end += 1 + more;
  }
  // `2.1 words more`, `300 apprentis de plus`: a difference, and no count.
  if (/^(?:de|d')$/u.test(lower(right[end])) && MORE.test(lower(right[end + 1]))) end += 2;
  else if (MORE.test(lower(right[end]))) end += 1;
  if (says(clause, end)) end += 1;
  if (PER.test(lower(right[end])) && TIME.test(lower(right[end + 1]))) end += 2;
  const first = right[0];
  const drops =
    !figure.unit && !['fraction', 'percent'].includes(figure.kind) && /^(?:de|d')$/u.test(lower(first));
  return end > LABEL_WORDS ? '' : text.slice(drops ? right[1]?.start : first.start, right[end - 1]?.end);
}

/** Of a ratio all that the clause goes on to say: `patients died`. */
function predicate({ right, text, classes }: Clause): string {
  const last = right.at(-1);
  const fits = last !== undefined && right.length <= LABEL_WORDS && !right.some(isFigure);
  return fits && right[0]?.kind !== 'other' && !leansForward(last.text, classes)
    ? text.slice(right[0]?.start, last.end)
    : '';
}

/** Where the clause's subject begins: behind a conjunction and a phrase such as `in London`; -1 where there is none. */
function subjectStart({ left, classes, language }: Clause): number {
  let at = classes.conjunctions.has(lower(left[0])) || /^(?:that|dass)$/u.test(lower(left[0])) ? 1 : 0;
  if (classes.prepositions.has(lower(left[at])) && primaryLanguage(language) === 'en') {
    do at += 1;
    while (at < left.length && (classes.determiners.has(lower(left[at])) || left[at]?.kind === 'adjective'));
    if (left[at]?.kind !== 'noun') return -1;
    while (left[at]?.kind === 'noun') at += 1;
  }
  const first = lower(left[at]);
  const isNone =
    first === '' ||
    (classes.subordinators.has(first) && !classes.determiners.has(first)) ||
    classes.prepositions.has(first) ||
    classes.pronouns.has(first) ||
    classes.auxiliaries.has(first) ||
    ADVERBS.has(first) ||
    ['verb', 'adverb'].includes(left[at]?.kind ?? '');
  return isNone ? -1 : at;
}

/** Where the verb of a clause stands that begins with its subject; -1 where it is not found. */
function verbPlace({ left, classes, language }: Clause, from: number): number {
  const code = primaryLanguage(language);
  const isAuxiliary = (word: TaggedWord) => classes.auxiliaries.has(lower(word));
  if (code === 'en') return left.findIndex(({ kind }, index) => index > from && kind === 'verb');
  if (code !== 'de') {
    const verbs = new Set((MEASURING[code] ?? '').split(' '));
    return left.findIndex((word, index) => index > from && (isAuxiliary(word) || verbs.has(lower(word))));
  }
  const noun = left.findIndex(({ kind }, index) => index >= from && kind === 'noun');
  return noun === -1
    ? -1
    : left.findIndex(
        (word, index) =>
          index > noun &&
          (isAuxiliary(word) || (word.kind === 'other' && !isClosedClass(word.text, classes))),
      );
}

/** The subject of the figure's clause, with its verb where that says more than `is`. */
function subject(clause: Clause): string {
  const { left, text, language, classes } = clause;
  const from = subjectStart(clause);
  const verb = from === -1 ? -1 : verbPlace(clause, from);
  if (verb <= from || left.some(isFigure)) return '';
  const named = left.slice(from, verb);
  const hasNoun = named.some((word) =>
    isTagged(language)
      ? word.kind === 'noun'
      : isTopicWord(word.text, language) && !isClosedClass(word.text, classes),
  );
  const inner = named.some((word, index) => index > 0 && classes.subordinators.has(lower(word)));
  let end = left.length;
  const leans = (word: TaggedWord | undefined): boolean =>
    word !== undefined &&
    (leansForward(word.text, classes) ||
      classes.auxiliaries.has(lower(word)) ||
      ADVERBS.has(lower(word)) ||
      word.kind === 'adverb' ||
      word.kind === 'adjective');
  while (end > verb && leans(left[end - 1])) end -= 1;
  const more = left.slice(verb + 1, end).filter(({ kind }) => kind !== 'verb').length;
  // `is accurate to 2 %`: without the adjective the figure measures something else.
  if (left.slice(verb + 1).some(({ kind }) => kind === 'adjective')) return '';
  if (!isTagged(language) || end <= verb) end = verb;
  while (end > from && leans(left[end - 1])) end -= 1;
  if (!hasNoun || inner || more > BEFORE_FIGURE || end - from > LABEL_WORDS) return '';
  return end <= from ? '' : text.slice(left[from]?.start, left[end - 1]?.end);
}

const COMPARES = /\p{L}(?:er|ss|re|hr|más|menos|plus|moins)$/u;

/** Of `76 % of them can …` what the clause goes on to say; whom it speaks of was said before. */
function ofThem(clause: Clause, figure: Figure): string {
  const [of, whom] = clause.right;
  const isPart = figure.kind === 'percent' || figure.kind === 'fraction' || figure.kind === 'ratio';
  const points = /^(?:of|von|de|d'|d'entre)$/u.test(lower(of)) && clause.classes.pronouns.has(lower(whom));
  return isPart && points ? predicate({ ...clause, right: clause.right.slice(2) }) : '';
}

/** A label without the possessive at its beginning, whose noun is not on the screen: `its average depth`. */
function withoutOwner(label: string): string {
  const rest = label.replace(/^(?:its|his|her|their|sein\p{Ll}*|ihr\p{Ll}*)\s+/iu, '');
  return splitWords(rest).length > 1 ? rest : label;
}

/**
 * What a figure counts, in at most eight words of the narration: the noun phrase beside it (`hours of sleep`, `of the
 * surface`), else the subject of its clause (`Its average depth`, `The price has fallen`). Empty where neither is found; a
 * label never begins or ends with a word that leans on another and never holds a verb without its subject.
 */
export function labelFigure(
  narration: string,
  figure: Figure,
  tagged: readonly TaggedWord[] | undefined,
  language: string,
): string {
  if (clauseWords(language).determiners.size === 0) return '';
  const words = tagged ?? wordsWithPlaces(narration).map((word) => ({ ...word, kind: 'other' as const }));
  const clause = clauseOf(narration, figure, words, language);
  // `the 500 mark note` is a name and `the 50 species` were counted before.
  if (figure.kind === 'plain' && clause.classes.determiners.has(lower(clause.left.at(-1)))) return '';
  const isCompared =
    figure.unit !== undefined && COMPARES.test(figure.text) && figure.text.split(/\s/u).length > 2;
  const label =
    (isCompared ? '' : counted(clause, figure)) ||
    (['ratio', 'fraction'].includes(figure.kind) ? '' : subject(clause)) ||
    ofThem(clause, figure);
  return /^d['’]\s*entre$|^(?:de|d['’])$/iu.test(label) ? '' : withoutOwner(label);
}

/** The label of a figure in a script without spaces: what stands before it in its clause, without the particle at its end. */
export function labelBefore(narration: string, figure: Figure): string {
  const clause =
    narration
      .slice(0, figure.qualifier?.start ?? figure.start)
      .split(/[、。，,；！？「」]/u)
      .at(-1) ?? '';
  // Behind a name in marks stands its particle, and before a counter a figure that is torn from it.
  const counter = figure.unit === undefined && /^\p{Script=Han}/u.test(narration.slice(figure.end));
  if (/^[はがをにのでともへ]/u.test(clause.trim()) || counter) return '';
  const from = wordsWithPlaces(clause).at(-LABEL_WORDS)?.start ?? 0;
  return clause
    .slice(from)
    .replace(/(?:[はがをにのでともへ約]|およそ|ほぼ|最大|大约|大約|超过)+$/u, '')
    .trim();
}
