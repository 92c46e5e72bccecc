import type { Syllables } from '#shared/scenes/text/hyphenate.ts';
import type { Measure } from '#shared/scenes/text/measure.ts';

/** Fewest letters before and after a break: fewer look torn on a screen. */
const MIN_BEFORE = 3;
const MIN_AFTER = 3;

/** Words: everything else (addresses, codes) is cut without a hyphen, which would be read as part of it. */
const WORD = /^\p{P}*[\p{L}\p{M}'’-]+\p{P}*$/u;

/** Endings after which German compounds go on; a break there is better than one between syllables. */
const JOINT = /(?:ungs|heits|keits|schafts|[tl]ions|itäts)$/i;
/** A joint is taken if it leaves no more than this part of the line empty. */
const JOINT_FROM = 0.55;

/** Lengths, in letters as people count them, at which a word may be broken. */
function breaksOf(word: string, letters: number, syllables: Syllables): Set<number> {
  const places = new Set<number>();
  let at = 0;
  for (const syllable of syllables(word).slice(0, -1)) {
    at += graphemes(syllable).length;
    if (at >= MIN_BEFORE && letters - at >= MIN_AFTER) places.add(at);
  }
  return places;
}

function graphemes(text: string): string[] {
  return [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)].map(
    ({ segment }) => segment,
  );
}

/**
 * Cuts a word that is wider than `width` em into parts that fit: with a hyphen between syllables where the language's
 * patterns allow one, at any character else (addresses, numbers, languages without patterns).
 */
export function breakWord(word: string, width: number, measure: Measure, syllables?: Syllables): string[] {
  const letters = graphemes(word);
  const places = syllables && WORD.test(word) ? breaksOf(word, letters.length, syllables) : new Set<number>();
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
      const part = letters.slice(start, end).join('');
      if (places.has(end) && measure(`${part}-`) <= width) {
        soft = end;
        if (JOINT.test(part) && measure(`${part}-`) > width * JOINT_FROM) joint = end;
      }
      end += 1;
    }
    const hyphen = joint ?? soft;
    const cut = hyphen ?? end;
    // A hyphen that the word has of its own is enough.
    const own = hyphen === undefined || letters[cut - 1] === '-';
    parts.push(letters.slice(start, cut).join('') + (own ? '' : '-'));
    start = cut;
  }
  return parts;
}
