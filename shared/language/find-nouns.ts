import { isTopicWord, termKey } from '#shared/language/terms.ts';
import type { TaggedWord } from '#shared/language/word-kinds.ts';
import { splitWords } from '#shared/language/words.ts';

/** An adjective or two and a noun; more is a clause. */
const MOST_WORDS = 3;
/** Nouns that measure or point and name nothing. */
const VAGUE = new Set(
  'time times day days week weeks month months year years hour hours minute minutes second seconds century handful half quarter twelfth third part parts lot kind sort way number amount share home thing things degree degrees metre metres kilometre kilometres percent gram grams kilogram kilograms tonne tonnes ton tons litre litres tenth hundredth fact case age January February March April June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday today tonight night Mal Zeit Tag Tage Tagen Woche Wochen Monat Monate Jahr Jahre Jahren Jahr Stunde Stunden Minute Minuten Prozent Teil Hälfte Zahl Anteil Art Weise Ende Anfang Grad Meter'.split(
    ' ',
  ),
);

/** Whether a noun only measures or points, and names nothing: `weeks`, `part`. */
export const isVague = (noun: string): boolean => VAGUE.has(noun);

const isNamed = ({ text, kind }: TaggedWord): boolean =>
  kind === 'noun' && /\p{L}{2}/u.test(text) && !isVague(text);

/**
 * The things that a text names, as they are written, in order, each once: nouns that follow each other, with the adjectives
 * before them in English; what is no topic, or named before, is left out.
 */
export function nounPhrases(text: string, words: readonly TaggedWord[], language: string): string[] {
  const found = new Map<string, string>();
  let run: TaggedWord[] = [];
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    const named = isNamed(word);
    const touches = run.length > 0 && /^[\s-]*$/u.test(text.slice(run.at(-1)?.end, word.start));
    const belongs = named || (word.kind === 'adjective' && language === 'en');
    if (!belongs || !touches) run = [];
    if (belongs) run.push(word);
    const follows = next !== undefined && isNamed(next) && /^[\s-]*$/u.test(text.slice(word.end, next.start));
    if (!named || follows) continue;
    const shown = text.slice(run.slice(-MOST_WORDS)[0]?.start, word.end);
    const key = termKey(word.text, language);
    if (!found.has(key) && splitWords(shown).some((each) => isTopicWord(each, language)))
      found.set(key, shown);
    run = [];
  }
  return [...found.values()];
}
