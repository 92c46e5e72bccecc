/** Scripts that write one word after another without spaces, as a character class for regular expressions. */
const SPACELESS =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';

const SPACELESS_LETTER = new RegExp(`[${SPACELESS}]`, 'u');
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const HANGUL = /\p{Script=Hangul}/gu;
/** Letters of scripts that leave out vowels which are said. */
const UNVOWELLED =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}]/gu;

const SCRIPTS = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Arabic',
  'Hebrew',
  'Devanagari',
  'Han',
  'Hiragana',
  'Katakana',
  'Hangul',
  'Thai',
  'Lao',
  'Khmer',
  'Myanmar',
  'Bengali',
  'Gurmukhi',
  'Gujarati',
  'Tamil',
  'Telugu',
  'Kannada',
  'Malayalam',
  'Sinhala',
  'Georgian',
  'Armenian',
  'Ethiopic',
] as const;

/** A script of Unicode that the agents know, by its Unicode name. */
export type Script = (typeof SCRIPTS)[number];

const PATTERNS = SCRIPTS.map((script) => [script, new RegExp(`\\p{Script=${script}}`, 'gu')] as const);

/** Tells whether any letter of the text belongs to a script without spaces between words. */
export function hasSpacelessScript(text: string): boolean {
  return SPACELESS_LETTER.test(text);
}

/**
 * Length of a text in letters of an alphabet, for judging how long it takes to say or how much room it fills: an
 * ideograph or kana counts as three, a Hangul syllable as two, a letter of a script that leaves out vowels as 1.3.
 */
export function alphabeticLength(text: string): number {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  return text.length + 2 * count(IDEOGRAPH) + count(HANGUL) + 0.3 * count(UNVOWELLED);
}

/** Counts the letters of each script that occurs. */
export function countScripts(text: string): Map<Script, number> {
  const counts = new Map<Script, number>();
  for (const [script, pattern] of PATTERNS) {
    const count = text.match(pattern)?.length ?? 0;
    if (count > 0) counts.set(script, count);
  }
  return counts;
}
