import { clauseWords, isClosedClass } from '#shared/language/clause-words.ts';
import { englishModel } from '#shared/language/english-model.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';
import { isTopicWord, termKey } from '#shared/language/terms.ts';
import { splitWords, type Word, wordsWithPlaces } from '#shared/language/words.ts';

/** Gives the things that a sentence names, as they are written, in order, each once. */
export type NounFinder = (text: string) => string[];

/** An adjective or two and a noun; more is a clause. */
const MOST_WORDS = 3;
/** Nouns that measure or point and name nothing. */
const VAGUE = new Set(
  'time times day days week weeks month months year years hour hours minute minutes second seconds century handful half quarter twelfth third part parts lot kind sort way number amount share home thing things degree degrees metre metres kilometre kilometres percent gram grams kilogram kilograms tonne tonnes ton tons litre litres tenth hundredth fact case age January February March April June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday today tonight night Mal Zeit Tag Tage Tagen Woche Wochen Monat Monate Jahr Jahre Jahren Jahr Stunde Stunden Minute Minuten Prozent Teil Hälfte Zahl Anteil Art Weise Ende Anfang Grad Meter'.split(
    ' ',
  ),
);

type Kind = 'noun' | 'adjective' | 'other';

/** Joins nouns that follow each other, with the adjectives before them; what is no topic, or named before, is left out. */
function phrases(text: string, words: readonly Word[], kinds: readonly Kind[], language: string): string[] {
  const found = new Map<string, string>();
  let run: Word[] = [];
  for (const [index, word] of words.entries()) {
    const kind = kinds[index] ?? 'other';
    const touches = run.length > 0 && /^[\s-]*$/u.test(text.slice(run.at(-1)?.end, word.start));
    if (kind === 'other' || !touches) run = [];
    if (kind !== 'other') run.push(word);
    const follows =
      kinds[index + 1] === 'noun' && /^[\s-]*$/u.test(text.slice(word.end, words[index + 1]?.start));
    if (kind !== 'noun' || follows) continue;
    const phrase = run.slice(-MOST_WORDS);
    const shown = text.slice(phrase[0]?.start, word.end);
    const key = termKey(word.text, language);
    if (!found.has(key) && splitWords(shown).some((each) => isTopicWord(each, language)))
      found.set(key, shown);
    run = [];
  }
  return [...found.values()];
}

async function englishNouns(): Promise<NounFinder> {
  const nlp = await englishModel();
  return (text) => {
    const tokens = nlp.readDoc(text).tokens();
    const written = tokens.out() as string[];
    const tags = tokens.out(nlp.its.pos) as string[];
    const words: Word[] = [];
    let end = 0;
    const kinds = written.map((token, index): Kind => {
      const bare = token.replace(/[.,;:!?]+$/u, '');
      const start = text.indexOf(bare, end);
      end = start + bare.length;
      words.push({ text: bare, start, end });
      const isName = tags[index] === 'NOUN' || tags[index] === 'PROPN';
      return isName && /\p{L}{2}/u.test(token) && !VAGUE.has(token)
        ? 'noun'
        : tags[index] === 'ADJ'
          ? 'adjective'
          : 'other';
    });
    return phrases(text, words, kinds, 'en');
  };
}

function germanNouns(text: string): string[] {
  const words = wordsWithPlaces(text);
  const classes = clauseWords('de');
  const kinds = words.map(({ text: word, start }, index): Kind => {
    const opens = start === 0 || /[.!?:„“"]\s*$/u.test(text.slice(words[index - 1]?.end ?? 0, start));
    const isCapital = /^\p{Lu}\p{Ll}/u.test(word);
    const isClosed = isClosedClass(word, classes);
    const likely = !opens || (!isClosed && isTopicWord(word, 'de') && word.length > 4);
    return isCapital && likely && !isClosed && !VAGUE.has(word) ? 'noun' : 'other';
  });
  return phrases(text, words, kinds, 'de');
}

/** The finder for a language: by part of speech in English (wink-nlp), by capitals in German; none for others. */
export async function nounFinder(language: string): Promise<NounFinder | undefined> {
  const code = primaryLanguage(language);
  if (code === 'en') return englishNouns();
  return code === 'de' ? germanNouns : undefined;
}
