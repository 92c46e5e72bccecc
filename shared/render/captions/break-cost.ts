/** A word or mark between which and the next one a line may end; `spaced` says that a blank stands before it. */
export interface Breakable {
  text: string;
  spaced: boolean;
}

/** Scripts other than these have no short words to go by. */
const SPELLED = /^[\p{sc=Latin}\p{sc=Grek}\p{sc=Cyrl}]/u;
const SENTENCE_END = /[.!?…。！？।۔؟]["'”’»)\]」』]*$/u;
const CLAUSE_END = /[,;:—–،؛、，；：]["'”’»)\]」』]*$/u;
const FIGURE = /^[\p{Sc}"'“(]*\p{Nd}[\p{Nd}.,'’\u{a0}\u{202f}]*$/u;
const NAME = /^["'“‘«(]*\p{Lu}[\p{Ll}\p{M}]/u;

/**
 * How much it disturbs a reader to break between two tokens: 0 at the end of a sentence, 1 at a comma, up to 6 in the
 * middle of a phrase, and more within a name, an abbreviation or a number with its unit. Articles, prepositions and
 * conjunctions of European languages are mostly words of up to three letters and belong to what follows them (BBC Subtitle
 * Guidelines, "Break at natural points"), so breaking before such a word is better and after it worse, whatever the language.
 */
export function breakCost(before: Breakable, after: Breakable): number {
  if (isAbbreviation(before.text, after.text)) return 9;
  if (SENTENCE_END.test(before.text)) return 0;
  if (CLAUSE_END.test(before.text)) return 1;
  if (!after.spaced) return SPELLED.test(after.text) ? 6 : 3;
  // "10 935 metres", "3.5 million".
  if (FIGURE.test(before.text)) return 9;
  const [wordBefore, wordAfter] = [letters(before.text), letters(after.text)];
  if (/^\p{Nd}/u.test(after.text) && COUNTED.has(wordBefore)) return 12;
  if (!SPELLED.test(wordBefore) || !SPELLED.test(wordAfter)) return 3;
  if (ARTICLES.has(wordBefore)) return 9;
  if (wordBefore.length <= 3 || OPENERS.has(wordBefore)) return 6;
  // The last word of a clause would stand alone.
  if (endsClause(after.text)) return 4;
  if (wordAfter.length <= 3 || OPENERS.has(wordAfter)) return 2;
  // Parts of a name, in most languages.
  return NAME.test(before.text) && NAME.test(after.text) ? 5 : 4;
}

/** Whether a sentence or a part of one ends with a word. */
export function endsClause(text: string): boolean {
  return SENTENCE_END.test(text) || CLAUSE_END.test(text);
}

/** Whether the dot after a word is not that of a sentence: "z. B.", "Dr. Who", "approx. five". */
function isAbbreviation(before: string, after: string): boolean {
  if (!before.endsWith('.')) return false;
  return /^\p{L}\.$/u.test(before) || TITLES.has(letters(before)) || /^\p{Ll}/u.test(after);
}

const TITLES = setOf('dr mr mrs ms prof st sr sra mme nr no vol fig approx ca vs');

const ARTICLES = setOf('a an the der die das den dem des le la les un une el los las una');

/** Words that a number after them belongs to. */
const COUNTED = setOf(
  'year jahr année año chapter kapitel chapitre capítulo page seite página number nummer numéro',
);

/** Longer words that open a phrase, in the languages that the built-in voice or most briefs use. */
const OPENERS = setOf(
  [
    'about above after against along among around because before behind below beneath between beyond',
    'during from into onto over than that through toward towards under until when where which while with',
    'without their these this those your every each',
    'aber denn durch gegen nach oder ohne sondern über unter weil wenn während zwischen dass damit',
    'eine einem einen einer eines diese diesem diesen dieser dieses unser unsere unseres seine seiner ihre ihrer',
    'avec dans depuis entre mais pour sans sous comme dont leur leurs cette notre votre',
    'como cuando desde donde hasta para pero porque sobre esta este estos estas nuestro nuestra',
  ].join(' '),
);

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{M}]/gu, '');
}
