import { englishModel } from '#shared/language/english-model.ts';

/** What part-of-speech tagging says about an English text. Words as they are written. */
export interface EnglishTags {
  proper: ReadonlySet<string>;
  nouns: ReadonlySet<string>;
  /** Words that are verbs more often than nouns. */
  verbs: ReadonlySet<string>;
  dates: readonly { id: string; date: string }[];
}

/** Sentences that are tagged: enough to know the words of a text. */
const MAX_SENTENCES = 1500;

/** Tags an English text with wink-nlp; the model is loaded at the first call. */
export async function tagEnglish(sentences: readonly { id: string; text: string }[]): Promise<EnglishTags> {
  const nlp = await englishModel();
  const votes = new Map<string, { noun: number; verb: number }>();
  const proper = new Set<string>();
  const dates: { id: string; date: string }[] = [];
  for (const { id, text } of sentences.slice(0, MAX_SENTENCES)) {
    const read = nlp.readDoc(text);
    const words = read.tokens().out() as string[];
    const tags = read.tokens().out(nlp.its.pos) as string[];
    words.forEach((word, i) => {
      const vote = votes.get(word) ?? { noun: 0, verb: 0 };
      if (tags[i] === 'PROPN') proper.add(word);
      if (tags[i] === 'NOUN' || tags[i] === 'PROPN') vote.noun += 1;
      if (tags[i] === 'VERB' || tags[i] === 'AUX' || tags[i] === 'ADV') vote.verb += 1;
      votes.set(word, vote);
    });
    const entities = read.entities().out(nlp.its.detail) as unknown as { value: string; type: string }[];
    for (const { value, type } of entities) {
      if (type === 'DATE' && /\d{4}|\p{Lu}/u.test(value)) dates.push({ id, date: value });
    }
  }
  const those = (test: (vote: { noun: number; verb: number }) => boolean) =>
    new Set([...votes].filter(([, vote]) => test(vote)).map(([word]) => word));
  return {
    proper,
    nouns: those(({ noun, verb }) => noun > 0 && noun >= verb),
    verbs: those(({ noun, verb }) => verb > noun),
    dates,
  };
}
