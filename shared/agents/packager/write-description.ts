import { clipText } from '#shared/agents/packager/clip-text.ts';
import { clockTime } from '#shared/agents/packager/clock-time.ts';
import { type FilmChapter, METADATA_LIMITS } from '#shared/domain/metadata.ts';
import type { Research } from '#shared/domain/research.ts';
import type { Script } from '#shared/domain/script.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';
import { countWords } from '#shared/language/words.ts';

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

/** Whole sentences of the source that the film rests on, the most important ones, in the film's order. */
function keySentences(script: Script, { facts }: Research): string[] {
  const cited = [...new Set(script.lines.flatMap((line) => line.facts))];
  const sentences = cited
    .flatMap((id) => facts.filter((fact) => fact.id === id))
    .filter(({ kind, text }) => {
      const words = countWords(text);
      const whole = /[.。।؟!！]["'”’»)]*$/u.test(text) && !/[?？]/u.test(text);
      return kind !== 'series' && whole && words >= SENTENCE_WORDS.min && words <= SENTENCE_WORDS.max;
    });
  const best = [...sentences].sort((a, b) => b.salience - a.salience).slice(0, MOST_SENTENCES);
  const texts = sentences.filter((fact) => best.includes(fact)).map(({ text }) => text);
  return [...new Set(texts.length > 0 ? texts : script.lines.slice(0, 2).map((line) => line.text))];
}

/**
 * What a platform shows under the film: up to three sentences of the source, the chapters with their times, the sources;
 * plain text with a blank line between the parts, within YouTube's 5,000 characters.
 */
export function writeDescription(
  script: Script,
  research: Research,
  chapters: readonly FilmChapter[],
  origins: readonly string[],
): string {
  const text = clipText(keySentences(script, research).join(' '), TEXT_LENGTH);
  const list = chapters.slice(0, MOST_CHAPTERS).map(({ startMs, title }) => `${clockTime(startMs)} ${title}`);
  const named = [...new Set(origins.map((origin) => clipText(origin, SOURCE_LENGTH)))].filter(
    (name) => name !== '',
  );
  const label = SOURCES[primaryLanguage(script.language)] ?? 'Sources';
  const sources = named.slice(0, MOST_SOURCES).map((name) => `– ${name}`);
  const parts = [text, list.join('\n'), sources.length > 0 ? [`${label}:`, ...sources].join('\n') : ''];
  let description = '';
  for (const part of parts.filter((each) => each !== '')) {
    const longer = description === '' ? part : `${description}\n\n${part}`;
    if (longer.length <= METADATA_LIMITS.description) description = longer;
  }
  return description;
}
