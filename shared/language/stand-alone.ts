import { DISCOURSE, type DiscourseWords } from '#shared/language/discourse-words.ts';
import { refersBack } from '#shared/language/refers-back.ts';
import { hasSpacelessScript } from '#shared/language/scripts.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';

/** A sentence as it can be said without the one before it. */
interface StandAlone {
  /** Without connectives at its start; otherwise as it was. */
  text: string;
  /** True when it still means something that was said before. */
  leans: boolean;
}

interface Patterns {
  connective?: RegExp;
  conjunction?: RegExp;
  backward: RegExp;
  forward?: RegExp;
  /** Openings that look like connectives and carry meaning: `but for`, `yet to`. */
  kept?: RegExp;
  /** Pronouns near the start, behind a word such as `when` or `in`. */
  near?: RegExp;
}

const OPENING = '^[\\s"“„«‹‘\'(\\[¿¡「『]*';
const NEAR: Readonly<Record<string, RegExp>> = {
  en: /^(?:\p{L}+\s){1,2}(?:he|she|it|they|his|her|their|its|them|him)\b|^(?:\p{L}+\s){1,3}(?:this|these|those|such|that)\b(?! (?:year|week|month|is|are|was|the|a|an|it|they|we|you|he|she|have|has|can)\b)|^\p{L}+\s\p{L}+\sthere\b|["”]\s(?:he|she|they)\s\p{Ll}+/iu,
  de: /^(?:als|wenn|weil|da|nachdem|bevor|in|mit|für|von|bei|auf|aus|an|unter|über|nach|durch|neben|trotz|wegen)\s(?:er|sie|es|dies\p{L}*|sein\p{L}*|ihr\p{L}*|ihm|ihnen)\b/iu,
  es: /^(?:cuando|si|como|en|con|para|por|de|desde|según|entre|sobre|tras|durante|a)\s(?:él|ella|ellos|ellas|est[eao]s?|es[eao]s?|su|sus|ello|aquel\p{L}*)\b|^\p{L}+\s\p{L}+\s(?:lo|la|los|las|le|les)\s\p{Ll}+(?:n|ó)\b/iu,
  fr: /^(?:quand|si|comme|en|avec|pour|par|de|depuis|selon|dans|sur|après|durant|à)\s(?:il|elle|ils|elles|ce|cet|cette|ces|cela|son|sa|ses|leurs?)\b/iu,
};
/** Conditions, exceptions, names and whole words that begin like a connective: they stay. */
const KEPT: Readonly<Record<string, string>> = {
  en: 'but for|but that|but then|but not for|yet to|yet another|yet again|and/or',
  fr: 'or (?:noir|blanc|pur|rouge|massif)',
  ru: 'да здравству\\p{L}*|да будет',
  zh: '但凡|但愿|但丁',
  hi: 'और भी|और अधिक|और ज़्यादा',
};
/** `Second, third and fourth place …`, `Still, sparkling and flat water …`: no connective but the first of a row. */
const ENUMERATES = /^[^\p{L}]*\p{L}+,\s+\p{L}+(?:,\s+\p{L}+)*,?\s+(?:and|or|y|o|et|ou|e)\s+\p{Ll}+\s+\p{L}/u;
const LETTER = /\p{L}/u;

const cache = new Map<string, Patterns>();

function compile(words: DiscourseWords, code: string): Patterns {
  const spaceless = hasSpacelessScript(words.backward);
  const end = spaceless ? '' : "(?![\\p{L}\\p{M}\\p{N}’'])";
  const made = (list: string, tail: string) => new RegExp(`(${OPENING})(?:${list})${tail}`, 'iu');
  const near = NEAR[code];
  const kept = KEPT[code];
  return {
    ...(words.connectives ? { connective: made(words.connectives, '\\s*[,،、，]\\s*') } : {}),
    ...(words.conjunctions ? { conjunction: made(words.conjunctions, spaceless ? '，?' : ',?\\s+') } : {}),
    backward: made(words.backward, end),
    ...(words.forward ? { forward: made(words.forward, end) } : {}),
    ...(kept ? { kept: made(kept, end) } : {}),
    ...(near ? { near } : {}),
  };
}

function patternsOf(language: string): Patterns | undefined {
  const code = primaryLanguage(language);
  const known = cache.get(code);
  if (known !== undefined) return known;
  const words = Object.hasOwn(DISCOURSE, code) ? DISCOURSE[code] : undefined;
  if (words === undefined) return undefined;
  const made = compile(words, code);
  cache.set(code, made);
  return made;
}

function capitalised(text: string): string {
  const at = text.search(LETTER);
  if (at < 0) return text;
  return text.slice(0, at) + text.charAt(at).toUpperCase() + text.slice(at + 1);
}

/**
 * Makes a sentence fit to be said without the one before it: drops connectives and conjunctions at its start, and tells
 * whether it still leans on what was said before (a pronoun without its noun, `instead`, `the other`, `the worst was`). No other word is
 * dropped and none is added; the new first letter is capitalised.
 */
export function standAlone(sentence: string, language: string): StandAlone {
  const patterns = patternsOf(language);
  if (patterns === undefined) return { text: sentence, leans: false };
  let text = sentence;
  for (const drop of [patterns.connective, patterns.conjunction, patterns.connective]) {
    if (drop === undefined || patterns.forward?.test(text)) continue;
    if (ENUMERATES.test(text) || patterns.kept?.test(text)) break;
    const rest = text.replace(drop, '$1');
    if (rest !== text && LETTER.test(rest)) text = capitalised(rest);
  }
  const leans =
    patterns.backward.test(text) || (patterns.near?.test(text) ?? false) || refersBack(text, language);
  return { text, leans: leans && !patterns.forward?.test(text) };
}
