import type { EnglishTags } from '#shared/agents/researcher/tag-english.ts';
import { isTopicWord, termKey } from '#shared/language/terms.ts';
import { splitWords } from '#shared/language/words.ts';

const MAX_TERMS = 24;
/** A term of several words says more than its words: its count weighs this much more for each further word. */
const PHRASE_BONUS = 0.8;

interface Candidate {
  forms: Map<string, number>;
  count: number;
  words: number;
  first: number;
}

function mostFrequent(forms: ReadonlyMap<string, number>): string {
  return [...forms].reduce((best, form) => (form[1] > best[1] ? form : best))[0];
}

/** Whether words can be a term: each carries a topic and, where word classes are known, the last one is a noun. */
type IsTerm = (words: readonly string[]) => boolean;

function collect(sentences: readonly string[], language: string, isTerm: IsTerm): Map<string, Candidate> {
  const found = new Map<string, Candidate>();
  const add = (words: readonly string[]) => {
    if (!isTerm(words)) return;
    const key = words.map((word) => termKey(word, language)).join(' ');
    const text = words.join(' ');
    const known = found.get(key) ?? { forms: new Map(), count: 0, words: words.length, first: found.size };
    known.count += 1;
    known.forms.set(text, (known.forms.get(text) ?? 0) + 1);
    found.set(key, known);
  };
  for (const sentence of sentences) {
    // Only neighbours without a pause between them make a phrase.
    for (const clause of sentence.split(/[,;:()"“”«»—–、，。]/u)) {
      const words = splitWords(clause);
      words.forEach((word, i) => {
        if (!isTopicWord(word, language)) return;
        add([word]);
        const next = words[i + 1];
        if (next !== undefined && isTopicWord(next, language) && clause.includes(`${word} ${next}`))
          add([word, next]);
      });
    }
  }
  return found;
}

/**
 * The terms a text turns on: single words and pairs by frequency, pairs preferred, written as they are most often.
 * Words that occur in a chosen pair about as often as alone are not named again. With tags, terms are nouns.
 */
export function findTerms(
  sentences: readonly string[],
  language: string,
  tags?: EnglishTags,
): { text: string; weight: number }[] {
  const isTerm: IsTerm = (words) =>
    tags === undefined ||
    (tags.nouns.has(words.at(-1) ?? '') && words.every((word) => !tags.verbs.has(word)));
  const found = collect(sentences, language, isTerm);
  const least = found.size > 400 ? 3 : sentences.length > 12 ? 2 : 1;
  const scored = [...found]
    .filter(([, { count, words }]) => count >= (words > 1 ? Math.max(2, least - 1) : least))
    .map(([key, candidate]) => ({
      key,
      ...candidate,
      score: candidate.count * (1 + PHRASE_BONUS * (candidate.words - 1)),
    }))
    .sort((a, b) => b.score - a.score || a.first - b.first);
  const chosen: typeof scored = [];
  for (const candidate of scored) {
    if (chosen.length === MAX_TERMS) break;
    const parts = new Set(candidate.key.split(' '));
    const repeats = chosen.some((other) => {
      const shared = other.key.split(' ').some((part) => parts.has(part));
      return shared && (candidate.words > 1 || other.count > candidate.count * 0.6);
    });
    if (!repeats) chosen.push(candidate);
  }
  const best = chosen[0]?.score ?? 1;
  return chosen.map(({ forms, score }) => ({
    text: mostFrequent(forms),
    weight: Math.round((score / best) * 1000) / 1000,
  }));
}
