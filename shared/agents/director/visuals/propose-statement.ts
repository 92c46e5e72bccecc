import { emphasise } from '#shared/agents/director/emphasise.ts';
import type { Proposal, SceneMatter } from '#shared/agents/director/visual-proposal.ts';
import { findDistortion } from '#shared/agents/screen/find-distortion.ts';
import { capitalise } from '#shared/language/capitalise.ts';
import { clauseHeadlines } from '#shared/language/clause-headlines.ts';
import { clauseWords, isClosedClass } from '#shared/language/clause-words.ts';
import { finalPhrases } from '#shared/language/final-phrases.ts';
import { isVague } from '#shared/language/find-nouns.ts';
import { nounHeadlines } from '#shared/language/noun-headlines.ts';
import { findReversals } from '#shared/language/reversals.ts';
import { shortVersions } from '#shared/language/shorten.ts';
import { splitSentences } from '#shared/language/split-sentences.ts';
import { standAlone } from '#shared/language/stand-alone.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';
import { tellingPhrases } from '#shared/language/telling-phrases.ts';
import { isTopicWord } from '#shared/language/terms.ts';
import { countWords, splitWords, wordsWithPlaces } from '#shared/language/words.ts';

/**
 * How well versions fit: a phrase that says something new, a short clause, a short sentence, a phrase that only names, a
 * sentence as it is heard, a bare noun.
 */
const FIT = {
  phrase: 0.52,
  short: 0.5,
  clause: 0.44,
  plain: 0.42,
  person: 0.4,
  longer: 0.36,
  name: 0.26,
  whole: 0.22,
  leaning: 0.18,
  noun: 0.1,
} as const;
/** What further versions of one scene fit less than the first, so that a scene comes to them only where that is taken. */
const LATER = 0.01;
/** A sentence of so few words is its own essence. */
const SHORT_WORDS = 8;
/** … and one of so few says more than a bare noun, or than any noun where it denies something. */
const PLAIN_WORDS = { most: 10, longer: 14, denied: 16 } as const;
const FEWEST_WORDS = 3;
/** A clause as a headline has at most so many words, and leaves out at least a fifth of the sentence. */
const HEADLINE_WORDS = 9;
const HEADLINE_SHARE = 0.8;
/** A sentence that is true only as a whole may be longer than others: it is said in eight seconds while it is read. */
const WHOLE_WORDS = 20;

/** A sentence without the `and` or `but` that ties it to the one before. */
export function withoutJoint(sentence: string, language: string): string {
  const { conjunctions } = clauseWords(language);
  const [, first = '', rest = ''] = /^(\p{L}+)\s+(?=\p{L})(.*)$/su.exec(sentence) ?? [];
  const joins =
    conjunctions.has(first.toLowerCase()) && !/^(?:nor|ni|so|yet|denn|car|or|oder|o|ou)$/iu.test(first);
  return joins ? capitalise(rest) : sentence;
}

/**
 * The sentences as they are, should no part of them say the same, where they can be read in time; a part of a sentence
 * that another scene begins is none.
 */
function wholeSentences(narration: string, language: string): string[] {
  return splitSentences(narration, language)
    .filter((sentence) => countWords(sentence) <= WHOLE_WORDS && !/^\p{Ll}/u.test(sentence))
    .map((sentence) => withoutJoint(sentence.replace(/[.。,;:،、]$/u, ''), language));
}

/** Whether a short version ends in the midst of a clause, where the sentence goes on without a pause or a joint. */
function isCut(shown: string, narration: string, language: string): boolean {
  const at = narration.toLowerCase().indexOf(shown.toLowerCase());
  const next = /^\s*(\p{L}+)/u.exec(at < 0 ? '' : narration.slice(at + shown.length))?.[1]?.toLowerCase();
  const { conjunctions, subordinators } = clauseWords(language);
  if (next === undefined) return false;
  return countWords(shown) < FEWEST_WORDS || (!conjunctions.has(next) && !subordinators.has(next));
}

/** Whether a part of a sentence can stand alone: it has its own subject and means nothing that stands elsewhere. */
function standsAlone(part: string, matter: SceneMatter): boolean {
  const { narration, language, tagged } = matter;
  const { subordinators, relatives, auxiliaries, determiners, prepositions } = clauseWords(language);
  const [first] = wordsWithPlaces(part);
  const opening = first?.text.toLowerCase() ?? '';
  const at = narration.toLowerCase().indexOf(part.toLowerCase());
  const leads = subordinators.has(opening) || (relatives.has(opening) && !determiners.has(opening));
  if (
    leads ||
    auxiliaries.has(opening) ||
    prepositions.has(opening) ||
    /^(?:that|dass|to|zu)$/u.test(opening)
  )
    return false;
  const kind = tagged?.find(({ start }) => start === at)?.kind;
  if (at > 0 && (kind === 'verb' || kind === 'adverb')) return false;
  return !isTorn(part, at, matter) && !standAlone(part, language).leans;
}

/**
 * Whether a part lost its subject or its verb: an English one whose first verb stands behind a comma or nowhere, a German
 * one that begins with its verb, or with `der`, `die`, `das` behind a comma, which is a relative clause.
 */
function isTorn(part: string, at: number, { narration, language, tagged }: SceneMatter): boolean {
  const rest = narration.slice(at + part.length);
  // A subject with its relative clause and no verb of its own, a clause without the one that it announces.
  if (/^,/u.test(rest) && /, (?:die|der|das|who|which|que|qui|quien)\s/iu.test(part)) return true;
  if (/^,/u.test(rest) && /\s(?:dabei|dazu|davon|damit|daran|darauf|so)$/iu.test(part)) return true;
  if (at <= 0) return false;
  const classes = clauseWords(language);
  const [opening = ''] = splitWords(part.toLowerCase());
  // `Book it, or you will wait`: what happens otherwise.
  if (/(?:^|\P{L})(?:or|oder|sonst|otherwise|else|ou|o)\s+$/iu.test(narration.slice(0, at))) return true;
  if (tagged === undefined)
    return (
      !classes.determiners.has(opening) &&
      !classes.pronouns.has(opening) &&
      !/^\p{Lu}/u.test(narration.slice(at))
    );
  if (primaryLanguage(language) === 'de') {
    const before = narration.slice(0, at).trim();
    if (/,$/u.test(before) && classes.relatives.has(opening)) return true;
    if (/\szu \p{Ll}+n(?=,|$)/u.test(part)) return true;
    return /^\p{Ll}/u.test(narration.slice(at)) && !isClosedClass(opening, classes);
  }
  // Behind a verb stands its object: `criticised | the plan and called …`.
  if (
    tagged.findLast(({ end }) => end < at + 1)?.kind === 'verb' &&
    !/[,;:.]\s*$/u.test(narration.slice(0, at))
  )
    return true;
  const verb = tagged.find(({ kind: word, start }) => word === 'verb' && start >= at);
  const end = at + part.length;
  return verb === undefined || verb.end > end || /,/u.test(narration.slice(at, verb.start));
}

/** Clauses of the narration that say its essence in a few words; in a language without tags also longer parts of it. */
function clauses(matter: SceneMatter): string[] {
  const { narration, language, tagged } = matter;
  // Without a table of its closed classes nobody knows where a clause of a language can stand alone.
  if (clauseWords(language).determiners.size === 0) return [];
  const nouns = tagged && new Set(tagged.filter(({ kind }) => kind === 'noun').map(({ text }) => text));
  const all = countWords(narration);
  const isShort = (text: string) =>
    countWords(text) <= all * HEADLINE_SHARE && (tagged === undefined || countWords(text) <= HEADLINE_WORDS);
  const parts = shortVersions(narration, language, nouns).filter(
    (text) => isShort(text) && !isCut(text, narration, language),
  );
  const main = tagged ? clauseHeadlines(narration, tagged, language) : [];
  return [...main, ...parts].filter((text) => standsAlone(text, matter));
}

/** Main clauses about what the film has named: `She fled from her first husband`. */
function clausesOfPronouns({ narration, language, tagged }: SceneMatter): string[] {
  const main = tagged ? clauseHeadlines(narration, tagged, language) : [];
  return main.filter(
    (text) => /^(?:he|she|it|they|we|you|I)\s/iu.test(text) && !/\s(?:which|who|whom|that)\s/iu.test(text),
  );
}

/** A German phrase in another case than the nominative: `mit | 18.000 Schülern`, `zu | Hause`. */
function isOblique(phrase: string, narration: string, language: string): boolean {
  if (primaryLanguage(language) !== 'de') return false;
  const led = /(?<!\p{L})(?:mit|von|aus|bei|nach|zu|seit|vor|in|unter)\s+$/iu;
  const before = narration.slice(0, Math.max(0, narration.indexOf(phrase)));
  return /^Hause?(?!\p{L})/u.test(phrase) || (led.test(before) && /n$/u.test(phrase));
}

/** Of a sentence that denies something what it speaks of first, which it does not deny. */
function phrases({ narration, language, tagged }: SceneMatter): string[] {
  const reversals = findReversals(narration, language);
  // Of a condition or an opinion not even what it is about may stand alone: `many people believe`.
  if (reversals.some(({ kind }) => kind === 'hold')) return [];
  const nouns = tagged ? nounHeadlines(narration, tagged, language) : finalPhrases(narration, language);
  const found = [...tellingPhrases(narration, language), ...nouns].filter(
    (phrase) => !isOblique(phrase, narration, language),
  );
  const denies = reversals.some(({ kind }) => kind === 'deny');
  return denies ? found.toSorted((a, b) => narration.indexOf(a) - narration.indexOf(b)) : found;
}

/** What makes a phrase news: the first, the only, the largest. */
const STRIKING =
  /(?<!\p{L})(?:first|last|only|most|least|best|worst|never|\p{L}{3,}(?:est|ste[rnsm]?)|erste[rnsm]?|letzte[rnsm]?|einzige[rnsm]?|meiste[rn]?|primera?|última?|únic[oa]|premi(?:er|ère)|derni(?:er|ère)|seule?)(?!\p{L})/iu;
const LONGEST_NAME = 4;

/** How much a phrase tells alone: `phrase` where it is news, has a figure or three words of its own, or is a name of two. */
function phraseFit(phrase: string, { narration, language, names }: SceneMatter): keyof typeof FIT {
  const classes = clauseWords(language);
  const own = splitWords(phrase).filter((word) => !isClosedClass(word, classes));
  if (tellingPhrases(narration, language).includes(phrase)) return 'phrase';
  const topics = own.filter((word) => isTopicWord(word, language) && !isVague(word));
  if (own.length < 2 || (topics.length < 2 && !/\p{N}/u.test(phrase))) return 'noun';
  const isName =
    own.length <= LONGEST_NAME &&
    own.filter((word) => /^\p{Lu}/u.test(word) && names.has(word.toLowerCase())).length >= 2;
  const figure = /\p{N}/u.test(phrase) && /\p{L}{4}/u.test(phrase);
  const tells = own.length >= 3 || figure || STRIKING.test(phrase) || isName;
  return tells ? 'phrase' : 'name';
}

/** Whether one of several sentences of a scene speaks of what stands in another: `Children learn it first`. */
function pointsBack(text: string, { narration, language }: SceneMatter): boolean {
  if (countWords(text) >= countWords(narration)) return false;
  return (
    standAlone(text, language).leans || /(?<!\p{L})(?:it|them|that|this|these|those)(?!\p{L})/iu.test(text)
  );
}

/**
 * The essence of what is said as a headline: a phrase or a short clause of its own words, never a part that says
 * something else. Where there is none the whole sentence, which fits less; the later proposals are other parts of it.
 */
export function proposeStatement(matter: SceneMatter): Proposal[] {
  const { narration, around, language, names } = matter;
  const statement = (text: string) => ({ kind: 'statement' as const, text: capitalise(text), emphasis: [] });
  const isTrue = (text: string) => findDistortion(statement(text), narration, language, around) === undefined;
  const fits = new Map<string, number>();
  const add = (texts: readonly string[], fit: number) => {
    for (const text of texts.filter(isTrue).map(capitalise))
      if (!fits.has(text)) fits.set(text, fit - fits.size * LATER);
  };
  const named = phrases(matter);
  const ranked = named.map((text) => ({ text, fit: phraseFit(text, matter) }));
  const whole = wholeSentences(narration, language);
  const phrasesOf = (wanted: keyof typeof FIT) =>
    ranked.filter(({ fit }) => fit === wanted).map(({ text }) => text);
  add(phrasesOf('phrase'), FIT.phrase);
  const upTo = (most: number) =>
    whole.filter((text) => countWords(text) <= most && !pointsBack(text, matter));
  add(upTo(SHORT_WORDS), FIT.short);
  add(clauses(matter), FIT.clause);
  const plain = findReversals(narration, language).length > 0 ? PLAIN_WORDS.denied : PLAIN_WORDS.most;
  add(upTo(plain), FIT.plain);
  add(clausesOfPronouns(matter), FIT.person);
  add(upTo(PLAIN_WORDS.longer), FIT.longer);
  add(
    whole.filter((text) => countWords(text) <= SHORT_WORDS),
    FIT.leaning,
  );
  add(phrasesOf('name'), FIT.name);
  add(whole, FIT.whole);
  add(phrasesOf('noun'), FIT.noun);
  return [...fits].map(([text, fit]) => ({
    visual: { ...statement(text), emphasis: emphasise(text, language, names) },
    fit,
  }));
}

/** A name of two words claims nothing; more of them may be a clause. */
const NAMING_WORDS = 2;
const MOST_TOPICS = 4;

/**
 * What a scene is about, where nothing that it says may stand on the screen without the rest: things that it names, or its
 * longest words, one a proposal. They claim nothing.
 */
export function proposeTopics({ narration, language, terms }: SceneMatter): Proposal[] {
  const isPlain = (text: string) => !/\p{N}/u.test(text) && findReversals(text, language).length === 0;
  const named = terms.filter((term) => countWords(term) <= NAMING_WORDS && isPlain(term));
  const words = splitWords(narration).filter(isPlain);
  const classes = clauseWords(language);
  const open = words.filter((word) => !isClosedClass(word, classes));
  const topics = open.filter((word) => isTopicWord(word, language));
  const longest = (topics.length > 0 ? topics : open).toSorted((a, b) => b.length - a.length);
  const texts = [...named, ...longest].slice(0, MOST_TOPICS);
  const topicsOf = [...new Set((texts.length > 0 ? texts : [narration]).map(capitalise))].map((text) => ({
    visual: { kind: 'statement' as const, text, emphasis: [] },
    fit: 0,
  }));
  // A unit of a figure is no topic; where there is nothing else, one word claims least.
  const apart = topicsOf.filter(({ visual }) => findDistortion(visual, narration, language) === undefined);
  return apart.length > 0 ? apart : topicsOf.slice(0, 1);
}
