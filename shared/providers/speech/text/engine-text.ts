import type { Pronunciations } from '#shared/domain/pronunciations.ts';
import { displayWords } from '#shared/providers/speech/text/display-words.ts';
import { respell } from '#shared/providers/speech/text/respell.ts';
import { toSpokenWords } from '#shared/providers/speech/text/spoken-words.ts';
import { SYMBOL_WORDS, type SymbolWords } from '#shared/providers/speech/text/symbol-words.ts';

/** A text as an engine gets it that reads ordinary spelling, and where in it each displayed word begins. */
export interface EngineText {
  text: string;
  /** By displayed word: offset in UTF-16 units of what is said for it; words that are not said begin where the next one does. */
  starts: number[];
}

/**
 * Writes out what engines read wrongly, and respells what the dictionary names. English figures, units, money, dates and
 * abbreviations become words; in German, Spanish and French signs do, and figures are left to the engine; other languages
 * stay as they are. Emoji are left out. Displayed words keep their order.
 */
export function toEngineText(text: string, language: string, pronunciations: Pronunciations): EngineText {
  const [main = ''] = language.toLowerCase().split('-');
  const symbols = SYMBOL_WORDS[main];
  const tokens = text.match(/\S+/g) ?? [];
  const english = main === 'en' ? toSpokenWords(text, pronunciations) : [];
  let written = '';
  const starts: number[] = [];
  tokens.forEach((token, i) => {
    const word = english[i];
    const said = word
      ? word.asWritten
        ? token
        : word.spoken + word.pause
      : withSymbols(respelled(token, pronunciations), symbols, {
          before: tokens[i - 1] ?? '',
          next: tokens[i + 1] ?? '',
        });
    const parts = displayWords(token);
    const clean = said.replaceAll(/\p{Extended_Pictographic}|\u{fe0f}|\u{200d}/gu, '');
    if (written !== '' && clean !== '') written += ' ';
    if (parts.length < 2 || clean !== token) {
      for (const _ of parts) starts.push(written.length);
      written += clean;
    } else {
      for (const part of parts) {
        starts.push(written.length);
        written += part;
      }
    }
  });
  return { text: written, starts };
}

/** A token with its word respelled and its punctuation kept. */
function respelled(token: string, pronunciations: Pronunciations): string {
  const [, head = '', core = '', tail = ''] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(token) ?? [];
  const said = respell(core, pronunciations);
  return said === undefined ? token : head + said + tail;
}

const FIGURE = String.raw`\d+(?:[.,  ]\d+)*`;
const AMOUNT = new RegExp(
  `^([^\\p{L}\\p{N}$€£¥−-]*)([−-]?)([$€£¥]?)(${FIGURE})([^\\s]*?)([.,;:!?…»”)]*)$`,
  'u',
);

/** What stands behind a figure and is part of it, in the languages that have signs here. */
const SCALE = /^(?:Mio|Mrd|Million|Milliard|Billion|mill[oó]n|millones|billones|mil$|million|milliard)/u;

function withSymbols(
  token: string,
  symbols: SymbolWords | undefined,
  { before, next }: { before: string; next: string },
): string {
  if (symbols === undefined) return token;
  // `$5 Millionen`: the money is said behind the scale.
  const owed = SCALE.test(token) ? /^[$€£¥](?=\d)/.exec(before)?.[0] : undefined;
  if (owed) return token.replace(/[.,;:!?]*$/u, (tail) => ` ${symbols.currencies[owed]}${tail}`);
  const sign = lookUp(symbols.signs, token) ?? lookUp(symbols.units, token.replace(/[.,;:!?]+$/u, ''));
  if (sign !== undefined && (/\d$/.test(before) || !/^\p{L}+$/u.test(token)))
    return sign + (/[.,;:!?]+$/u.exec(token)?.[0] ?? '');
  const currency = lookUp(symbols.currencies, token.replace(/[.,;:!?]+$/u, ''));
  if (currency !== undefined) return currency + (/[.,;:!?]+$/u.exec(token)?.[0] ?? '');
  const range = new RegExp(`^(${FIGURE})[-–—](${FIGURE})(\\D*)$`, 'u').exec(token);
  if (range) {
    return `${range[1]} ${symbols.to} ${withSymbols(`${range[2]}${range[3]}`, symbols, { before, next })}`;
  }
  const [, head = '', minus = '', money = '', figure, behind = '', tail = ''] = AMOUNT.exec(token) ?? [];
  if (figure === undefined)
    return token.replaceAll('&', ` ${symbols.signs['&']} `).replaceAll(/\s+/g, ' ').trim();
  const unit = lookUp(symbols.units, behind) ?? lookUp(symbols.currencies, behind);
  if (behind !== '' && unit === undefined) return token;
  const amount = SCALE.test(next) ? undefined : lookUp(symbols.currencies, money);
  const said = [minus && symbols.minus, figure, unit, amount].filter(Boolean).join(' ');
  return head + said + tail;
}

function lookUp(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
