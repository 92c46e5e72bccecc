/** Scripts other than these have no short words to go by. */
const SPELLED = /^[\p{sc=Latin}\p{sc=Grek}\p{sc=Cyrl}]/u;

/** A word or mark between which and the next one a line may end; `spaced` says that a blank stands before it. */
export interface Breakable {
  text: string;
  spaced: boolean;
}

/**
 * How much it disturbs a reader to break between two tokens: 0 at the end of a sentence, 1 at a comma, up to 6 in the
 * middle of a phrase. Articles, prepositions and conjunctions of European languages are mostly words of up to three
 * letters and belong to what follows them (BBC Subtitle Guidelines, "Break at natural points"), so breaking before
 * such a word is better and after it worse, whatever the language.
 */
export function breakCost(before: Breakable, after: Breakable): number {
  if (/[.!?…。！？।۔؟]["'”’»)\]」』]*$/u.test(before.text)) return 0;
  if (/[,;:—–،؛、，；：]["'”’»)\]」』]*$/u.test(before.text)) return 1;
  if (!after.spaced) return SPELLED.test(after.text) ? 6 : 3;
  const [wordBefore, wordAfter] = [letters(before.text), letters(after.text)];
  if (!SPELLED.test(wordBefore) || !SPELLED.test(wordAfter)) return 3;
  if (wordBefore.length <= 3) return 6;
  return wordAfter.length <= 3 || CONNECTIVES.has(wordAfter) ? 2 : 4;
}

/** Longer words that open a phrase, in the languages that the built-in voice or most briefs use. */
const CONNECTIVES = new Set(
  [
    'about above after against along among around because before behind below beneath between beyond',
    'during from into onto over than that through toward towards under until when where which while with',
    'without aber denn durch gegen nach oder ohne sondern über unter weil wenn während zwischen',
    'avec dans depuis entre mais pour sans sous como cuando desde donde entre hasta para pero porque sobre',
  ]
    .join(' ')
    .split(' '),
);

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{M}]/gu, '');
}
