import type { Measure } from '#shared/scenes/text/measure.ts';

const VOWEL = /[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿœаеёиоуыэюяіїєαεηιουωάέήίόύώ]/i;
const LETTER = /^\p{L}$/u;

/** Two letters that are one sound and stay together. */
const CLUSTERS = /^(?:ch|ck|ph|sh|th|qu|sch|st|gh|ng)$/i;

/** Fewest letters before and after a break. */
const MIN_BEFORE = 3;
const MIN_AFTER = 3;

/** Endings after which German compounds go on; a break there is better than one between syllables. */
const JOINT = /(?:ungs|heits|keits|schafts|[tl]ions|itäts)$/i;
/** A joint is taken if it leaves no more than this part of the line empty. */
const JOINT_FROM = 0.55;

/** Words: everything else (addresses, codes) is cut without a hyphen, which would be read as part of it. */
const WORD = /^\p{P}*[\p{L}\p{M}'’-]+\p{P}*$/u;

/** Whether a syllable may begin at `index`: a consonant with a vowel after it and a vowel somewhere before it. */
function mayBreak(letters: readonly string[], index: number): boolean {
  const [before = '', here = '', after = ''] = letters.slice(index - 1, index + 2);
  if (![before, here, after].every((letter) => LETTER.test(letter))) return false;
  if (VOWEL.test(here) || !VOWEL.test(after) || CLUSTERS.test(before + here)) return false;
  return letters.slice(0, index).some((letter) => VOWEL.test(letter));
}

/**
 * Cuts a word that is wider than `width` em into parts that fit: with a hyphen between syllables where that can be told
 * from vowels and consonants, at any character else (addresses, numbers, other scripts). Liang's patterns would break
 * better but need a dictionary for each language; this serves for the few words that fit no line.
 */
export function breakWord(word: string, width: number, measure: Measure): string[] {
  const letters = [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(word)].map(
    ({ segment }) => segment,
  );
  const hyphenate = WORD.test(word);
  const parts: string[] = [];
  let start = 0;
  while (start < letters.length) {
    if (measure(letters.slice(start).join('')) <= width) {
      parts.push(letters.slice(start).join(''));
      break;
    }
    let end = start + 1;
    let soft: number | undefined;
    let joint: number | undefined;
    while (end < letters.length && measure(letters.slice(start, end + 1).join('')) <= width) {
      const roomy = end - start >= MIN_BEFORE && letters.length - end >= MIN_AFTER;
      const hyphened = `${letters.slice(start, end).join('')}-`;
      if (hyphenate && roomy && measure(hyphened) <= width) {
        if (mayBreak(letters, end)) soft = end;
        if (JOINT.test(hyphened.slice(0, -1)) && measure(hyphened) > width * JOINT_FROM) joint = end;
      }
      end += 1;
    }
    const hyphen = joint ?? soft;
    const cut = hyphen ?? end;
    parts.push(letters.slice(start, cut).join('') + (hyphen === undefined ? '' : '-'));
    start = cut;
  }
  return parts;
}
