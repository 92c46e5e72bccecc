import type { Pronunciations } from '#shared/domain/pronunciations.ts';
import { COMMON_PRONUNCIATIONS } from '#shared/providers/speech/text/common-pronunciations.ts';
import { digitWords } from '#shared/providers/speech/text/number-words.ts';
import { respell } from '#shared/providers/speech/text/respell.ts';
import { sayHalf } from '#shared/providers/speech/text/speak-date.ts';
import { type SpokenNumber, sayNumber } from '#shared/providers/speech/text/speak-number.ts';
import { sayRoman } from '#shared/providers/speech/text/speak-roman.ts';
import { sayAddress, sayLetters, sayWord } from '#shared/providers/speech/text/speak-word.ts';
import { isUnitApart, sayUnit } from '#shared/providers/speech/text/units.ts';
import {
  ABBREVIATIONS,
  BEFORE_NUMBER,
  CURRENCY_CODES,
  SAID_AS,
} from '#shared/providers/speech/text/word-lists.ts';

/** A word as it is shown and as it is said. */
export interface SpokenWord {
  /** The white-space separated word of the text, unchanged. */
  display: string;
  /** Lower-case ASCII words; empty when nothing of it can be read aloud. */
  spoken: string;
  /** What follows it: nothing, a short pause, or the end of a sentence with its melody. */
  pause: '' | ',' | '.' | '?' | '!';
  /** It is plain letters that any engine with a dictionary of English reads as they are written. */
  asWritten: boolean;
}

/** Of longer tokens that are no address only so many characters are read; no word or number is as long. */
const LONGEST_TOKEN = 80;
const DASH = /^[-–—−]$/;

interface Token {
  display: string;
  /** Without quotes, brackets and punctuation at its ends. */
  core: string;
  /** Punctuation after the core. */
  tail: string;
  /** A bracket or quote opens before it. */
  opens: boolean;
}

/**
 * English text as words to be said, one for each white-space separated word, in order. Pronunciations win over everything
 * that is known here.
 */
export function toSpokenWords(text: string, pronunciations: Pronunciations = {}): SpokenWord[] {
  const tokens = (text.match(/\S+/g) ?? []).map(toToken);
  let after = '';
  return tokens.map((token, index) => {
    const previous = tokens[index - 1]?.core ?? '';
    const next = tokens[index + 1];
    const known = respell(token.core, pronunciations);
    const said =
      known === undefined
        ? say(token, previous, next?.core ?? '', isShouting(tokens, index))
        : { spoken: sayWord(known.toLowerCase()) };
    const spoken = after ? `${said.spoken} ${after}` : said.spoken;
    const asWritten = known === undefined && after === '' && said.asWritten === true;
    after = said.after ?? '';
    return { display: token.display, spoken, pause: pauseAfter(token, next, previous), asWritten };
  });
}

const OPENING = /[\s"'“”‘’«»([{*_¿¡|]/u;
const CLOSING = /[\s"'“”‘’«»)\]}*_|.,;:!?…—–]/u;

function toToken(display: string): Token {
  let from = 0;
  let to = display.length;
  while (from < to && OPENING.test(display[from] as string)) from++;
  while (to > from && CLOSING.test(display[to - 1] as string)) to--;
  const core = display.slice(from, to);
  const head = display.slice(0, from);
  const tail = display.slice(to);
  // What is nothing but punctuation is its own core: a dash between two numbers says `to`.
  return { display, core: core || head || tail, tail: core ? tail : '', opens: /[([{]/.test(head) };
}

function say(
  token: Token,
  previous: string,
  next: string,
  shouting: boolean,
): SpokenNumber & { asWritten?: boolean } {
  const { core } = token;
  if (core.length > LONGEST_TOKEN)
    return { spoken: sayAddress(core.slice(0, 200)) ?? sayWord(core.slice(0, LONGEST_TOKEN), shouting) };
  if (DASH.test(core)) return { spoken: /\d$/.test(previous) && /^[$€£]?\d/.test(next) ? 'to' : '' };
  if (/\d[\d,.]*$/.test(previous) && isUnitApart(core)) return { spoken: sayUnit(core, previous) ?? '' };
  if (/^[ap]m$/i.test(core) && /\d$/.test(previous)) return { spoken: sayHalf(core) };
  // The area code of a telephone number.
  if (/^\d{3}$/.test(core) && /^\d{3}-\d{4}$/.test(next)) return { spoken: digitWords(core) };
  const figure = /^([^\p{L}]*|v|(?:US|A|C|NZ|HK)\$)\d/iu.test(core);
  const number = figure ? sayNumber(core, next, previous) : undefined;
  const code = lookUp(CURRENCY_CODES, previous);
  if (number) return code && !/\d/.test(next) ? { spoken: `${number.spoken} ${code}` } : number;
  if (Object.hasOwn(CURRENCY_CODES, core)) {
    if (/^\d/.test(next)) return { spoken: '' };
    if (/\d$/.test(previous)) return { spoken: CURRENCY_CODES[core] ?? '' };
  }
  if (/^#\p{L}/u.test(core)) return { spoken: `hashtag ${sayWord(core.slice(1))}` };
  const [, price, per] = /^([^/\p{L}]*\d[^/]*)\/(\p{L}+)$/u.exec(core) ?? [];
  const priced = price && per && sayNumber(price, '');
  if (priced) return { spoken: `${priced.spoken} per ${sayWord(per)}` };
  if (/^[A-Z]$/.test(core) && token.tail.startsWith('.')) return { spoken: sayLetters(core) };
  const abbreviation = sayAbbreviation(token, previous, next);
  if (abbreviation !== undefined) return { spoken: abbreviation };
  const sure = sayRoman(core, previous, next) ?? sayAddress(core);
  if (sure !== undefined) return { spoken: sure };
  const common = respell(core, COMMON_PRONUNCIATIONS);
  return { spoken: common ?? sayWord(core, shouting), asWritten: /^[\p{L}\p{M}'’-]+$/u.test(core) };
}

function sayAbbreviation({ core, tail }: Token, previous: string, next: string): string | undefined {
  const key = core.toLowerCase();
  if (!tail.startsWith('.'))
    return /^(e\.g|i\.e|vs|etc)$/.test(key) || /^(dr|mr|mrs|ms)$/.test(key) ? ABBREVIATIONS[key] : undefined;
  if (key === 'st') return /^\p{Lu}/u.test(next) && !/^\p{Lu}/u.test(previous) ? 'saint' : 'street';
  if (key === 'dr' && /^\p{Lu}\p{Ll}/u.test(previous) && !/^\p{Lu}/u.test(next)) return 'drive';
  if (BEFORE_NUMBER.has(key) && !/^[\d~]/.test(next)) return undefined;
  return Object.hasOwn(ABBREVIATIONS, key) &&
    (key.length > 2 || key !== core || key.includes('.') || BEFORE_NUMBER.has(key) || key === 'vs')
    ? ABBREVIATIONS[key]
    : undefined;
}

/** Words around in capitals as well: a heading, where capitals do not mark an acronym. */
function isShouting(tokens: readonly Token[], index: number): boolean {
  return [tokens[index - 1], tokens[index + 1]].some(
    (token) => /^\p{Lu}{3,}$/u.test(token?.core ?? '') && !Object.hasOwn(SAID_AS, token?.core ?? ''),
  );
}

function pauseAfter({ core, tail }: Token, next: Token | undefined, previous: string): SpokenWord['pause'] {
  if (tail.includes('?')) return '?';
  if (tail.includes('!')) return '!';
  if (tail.includes('.') || tail.includes('…')) {
    const key = core.toLowerCase();
    const word = BEFORE_NUMBER.has(key) && !/^[\d~]/.test(next?.core ?? '');
    const unit = /\d$/.test(previous) && isUnitApart(core);
    const abbreviated =
      !word && !unit && (Object.hasOwn(ABBREVIATIONS, key) || /^(st|[a-z](\.[a-z])*)$/.test(key));
    if (next === undefined) return '.';
    const begins = !/^[^\p{L}\p{N}]*\p{Ll}/u.test(next.display);
    if (!abbreviated && begins) return '.';
    if (/^(etc|inc|ltd|corp|jr|a\.m|p\.m|co)$/i.test(core) && begins && /^\p{Lu}/u.test(next.core))
      return '.';
    return '';
  }
  if (/[,;:—–)\]]/.test(tail) || (DASH.test(next?.core ?? '') && !/\d$/.test(core)) || next?.opens)
    return ',';
  return '';
}

function lookUp(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
