import type { Beat } from '#shared/agents/writer/beat.ts';
import { splitWords } from '#shared/language/words.ts';

/** Two beats with this share of all their words in common say the same. */
const SAME = 0.8;

function wordsOf(beat: Beat): string[] {
  return beat.sayings.flatMap(({ text }) => splitWords(text.toLowerCase()));
}

/** Figures of a text, whose difference makes a difference. */
function figures(words: Iterable<string>): string {
  return [...words].filter((word) => /\p{Nd}/u.test(word)).join(' ');
}

/**
 * Leaves out what an earlier beat said in nearly the same words and with the same figures. Looks at the words alone,
 * never at the rest of the text, so that a change elsewhere changes nothing here. What leaned on a dropped beat keeps a
 * need that nothing meets: only a film of the whole text says it.
 */
export function dropRepetitions(beats: readonly Beat[]): Beat[] {
  const kept: { beat: Beat; words: Set<string>; figures: string }[] = [];
  const byWord = new Map<string, number[]>();
  for (const beat of beats) {
    const all = wordsOf(beat);
    const words = new Set(all);
    const own = { beat, words, figures: figures(all) };
    const shared = new Map<number, number>();
    for (const word of words) {
      for (const place of byWord.get(word) ?? []) shared.set(place, (shared.get(place) ?? 0) + 1);
    }
    const repeats = [...shared].some(([place, common]) => {
      const other = kept[place];
      if (other === undefined || other.figures !== own.figures) return false;
      return common / (words.size + other.words.size - common) >= SAME;
    });
    if (repeats && !beat.leadsIn) {
      continue;
    }
    for (const word of words) byWord.set(word, [...(byWord.get(word) ?? []), kept.length]);
    kept.push(own);
  }
  return kept.map(({ beat }) => beat);
}
