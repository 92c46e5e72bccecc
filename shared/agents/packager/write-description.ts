import { clipText } from '#shared/agents/packager/clip-text.ts';
import { clockTime } from '#shared/agents/packager/clock-time.ts';
import type { PlatformLimits } from '#shared/agents/packager/platform-limits.ts';
import type { FilmChapter, Tag } from '#shared/domain/metadata.ts';
import type { Research } from '#shared/domain/research.ts';
import type { Script } from '#shared/domain/script.ts';
import { capitalise } from '#shared/language/capitalise.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';
import { countWords, splitWords } from '#shared/language/words.ts';

const MOST_SENTENCES = 3;
const SENTENCE_WORDS = { min: 5, max: 45 } as const;
const TEXT_LENGTH = 700;
const MOST_CHAPTERS = 40;
const MOST_SOURCES = 10;
const SOURCE_LENGTH = 200;

const SOURCES: Readonly<Record<string, string>> = {
  en: 'Sources',
  de: 'Quellen',
  es: 'Fuentes',
  fr: 'Sources',
  it: 'Fonti',
  pt: 'Fontes',
  nl: 'Bronnen',
};

const ENDED = /[.。।؟!！?？]["'”’»)]*$/u;

/** The sentence that opens the film, whole: a description that does not begin with it promises something else. */
function openingSentence(script: Script, { facts }: Research): string | undefined {
  const [hook] = script.lines;
  const stated = facts.find(({ id, kind }) => kind === 'statement' && hook?.facts.includes(id));
  return [hook?.text, stated?.text].find(
    (text) => text !== undefined && ENDED.test(text) && countWords(text) <= SENTENCE_WORDS.max,
  );
}

/** Whole sentences of the source that the film rests on: the one that opens it, then the most important, in its order. */
function keySentences(script: Script, research: Research): string[] {
  const { facts } = research;
  const cited = [...new Set(script.lines.flatMap((line) => line.facts))];
  const opening = openingSentence(script, research);
  const sentences = cited
    .flatMap((id) => facts.filter((fact) => fact.id === id))
    .filter(({ kind, text }) => {
      const words = countWords(text);
      const whole = ENDED.test(text) && !/[?？]/u.test(text);
      return kind !== 'series' && whole && words >= SENTENCE_WORDS.min && words <= SENTENCE_WORDS.max;
    })
    .filter(({ text }) => text !== opening);
  const most = MOST_SENTENCES - (opening === undefined ? 0 : 1);
  const best = [...sentences].sort((a, b) => b.salience - a.salience).slice(0, most);
  const texts = sentences.filter((fact) => best.includes(fact)).map(({ text }) => text);
  const first = opening === undefined ? [] : [opening];
  return [
    ...new Set(texts.length > 0 ? [...first, ...texts] : script.lines.slice(0, 2).map((line) => line.text)),
  ];
}

/** Sentences as long as they are whole within the limit; of a first one that is too long its beginning. */
function fitting(sentences: readonly string[], limit: number): string {
  let text = '';
  for (const sentence of sentences.map((each) => clipText(each, TEXT_LENGTH))) {
    const longer = text === '' ? sentence : `${text} ${sentence}`;
    if (longer.length <= limit) text = longer;
    else if (text === '') return clipText(sentence, limit);
    else break;
  }
  return text;
}

/** A keyword as a hashtag: its words run together, each with a capital; empty where letters are missing. */
function hashtag(text: string): string {
  const words = splitWords(text).map((word) => word.replace(/[^\p{L}\p{M}\p{N}]/gu, ''));
  const joined = words.length < 2 ? words.join('') : words.map(capitalise).join('');
  return /\p{L}/u.test(joined) ? `#${joined}` : '';
}

/** What a description is made of beside the film's words. */
interface Extras {
  chapters: readonly FilmChapter[];
  origins: readonly string[];
  tags: readonly Tag[];
  limits: PlatformLimits;
}

/**
 * What a platform shows with the film: up to three sentences of the source, the one that opens the film first, then
 * chapters with their times, hashtags and sources, as far as the platform has a place for them; plain text with a blank
 * line between the parts, within its limit.
 */
export function writeDescription(script: Script, research: Research, extras: Extras): string {
  const { chapters, origins, tags, limits } = extras;
  const hashtags = [...new Set(tags.map(({ text }) => hashtag(text)))].filter((tag) => tag !== '');
  const tagged = hashtags.slice(0, limits.hashtags).join(' ');
  const room = Math.min(TEXT_LENGTH, limits.description - (tagged === '' ? 0 : tagged.length + 2));
  const text = fitting(keySentences(script, research), room);
  const list = chapters.slice(0, MOST_CHAPTERS).map(({ startMs, title }) => `${clockTime(startMs)} ${title}`);
  const named = [...new Set(origins.map((origin) => clipText(origin, SOURCE_LENGTH)))].filter(
    (name) => name !== '',
  );
  const label = SOURCES[primaryLanguage(script.language)] ?? 'Sources';
  const sources = named.slice(0, MOST_SOURCES).map((name) => `– ${name}`);
  const parts = [
    text,
    tagged,
    list.join('\n'),
    sources.length > 0 ? [`${label}:`, ...sources].join('\n') : '',
  ];
  let description = '';
  for (const part of parts.filter((each) => each !== '')) {
    const longer = description === '' ? part : `${description}\n\n${part}`;
    if (longer.length <= limits.description) description = longer;
  }
  return description;
}
