import { cardinalWords, ordinalWords } from '#shared/providers/speech/text/number-words.ts';
import { NUMBERED, RULERS } from '#shared/providers/speech/text/word-lists.ts';

const ROMAN = /^(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;
const VALUES: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };

/**
 * Says a Roman numeral, only where a name or a word such as "chapter" before it, or "century" behind it, makes sure that it is
 * a number; undefined elsewhere.
 */
export function sayRoman(core: string, previous: string, next: string): string | undefined {
  if (!ROMAN.test(core)) return undefined;
  const before = previous.toLowerCase();
  const digits = String(romanValue(core));
  if (/^century|^centuries/.test(next)) return ordinalWords(digits);
  if (RULERS.has(before) && /^\p{Lu}/u.test(previous)) return `the ${ordinalWords(digits)}`;
  return NUMBERED.has(before) ? cardinalWords(digits) : undefined;
}

function romanValue(numeral: string): number {
  return [...numeral].reduce((sum, letter, i) => {
    const value = VALUES[letter] ?? 0;
    return sum + (value < (VALUES[numeral[i + 1] ?? ''] ?? 0) ? -value : value);
  }, 0);
}
