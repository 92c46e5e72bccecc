import type { SpokenWord } from '#shared/providers/speech/text/spoken-words.ts';

/** A stretch of words that is said in one breath; indexes into the words of the text. */
export interface Utterance {
  /** What flite reads. */
  text: string;
  words: { index: number; spoken: string }[];
}

/** Utterances end here at the latest; alignment costs grow with the square of their length. */
const MOST_WORDS = 60;
/** From here on an utterance also ends at a comma. */
const MANY_WORDS = 35;

/** Splits words into utterances at the ends of sentences; words that cannot be said are in none of them. */
export function toUtterances(words: readonly SpokenWord[]): Utterance[] {
  const utterances: Utterance[] = [];
  let current: Utterance = { text: '', words: [] };
  const finish = () => {
    if (current.words.length > 0) utterances.push(current);
    current = { text: '', words: [] };
  };
  words.forEach(({ spoken, pause }, index) => {
    if (spoken !== '') {
      current.text += (current.text && ' ') + spoken + pause;
      current.words.push({ index, spoken });
    } else if (pause === '.' || pause === '?' || pause === '!') {
      if (current.text !== '' && !/[.?!]$/.test(current.text))
        current.text = current.text.replace(/,?$/, pause);
    }
    const ends = /[.?!]/.test(pause) || (pause === ',' && current.words.length >= MANY_WORDS);
    if (ends || current.words.length >= MOST_WORDS) finish();
  });
  finish();
  return utterances;
}
