import { cleanText } from '#shared/language/clean-text.ts';

const MAX_TITLE = 200;
const FIRST_WORDS = 8;
/** File names that say nothing about what is in the file. */
const NAMELESS =
  /^(?:stdin|untitled|index|readme|text|document|doc|input|brief|source|clipboard|new|article|page|\d+|-)$/iu;
const SPOKEN = /[\p{L}\p{N}]/u;

/** Cuts at a word so that at most `limit` characters are left; one word that is longer is cut inside. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1).toWellFormed();
  const space = cut.lastIndexOf(' ');
  return `${(space > limit / 3 ? cut.slice(0, space) : cut).replace(/[\s,;:–—\ufffd-]+$/u, '')}…`;
}

/** A file name as a title: `deep-sea_facts.md` gives `Deep sea facts`; undefined for names like `index.html`. */
function titleFromName(name: string): string | undefined {
  const words = cleanText(name.replace(/^.*[\\/]/, '').replace(/\.[a-z0-9]{1,8}$/i, ''))
    .replace(/[_-]+/g, ' ')
    .trim();
  if (words === '' || NAMELESS.test(words) || !/\p{L}{3}/u.test(words)) return undefined;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The first words of a text, without what ends a sentence. */
function titleFromText(text: string): string {
  const words = text.split(' ');
  const start = words.slice(0, FIRST_WORDS).join(' ');
  return words.length > FIRST_WORDS ? `${start}…` : start.replace(/[.。]$/u, '');
}

/**
 * The title of a document, never empty and at most 200 characters: the one asked for, else that of the source, its first
 * heading, what its first sentence is about, the file's name, or the first words of the text.
 */
export function chooseTitle(from: {
  asked?: string | undefined;
  source?: string | undefined;
  heading?: string | undefined;
  subject?: string | undefined;
  name?: string | undefined;
  firstSentence: string;
}): string {
  const candidates = [from.asked, from.source, from.heading, from.subject]
    .map((text) => cleanText(text ?? ''))
    .filter((text) => SPOKEN.test(text));
  const title = candidates[0] ?? titleFromName(from.name ?? '') ?? titleFromText(from.firstSentence);
  return shorten(title, MAX_TITLE);
}
