import { clauseWords } from '#shared/language/clause-words.ts';
import { BREAK, findBreaks } from '#shared/language/find-breaks.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';
import { isTopicWord } from '#shared/language/terms.ts';
import { wordsWithPlaces } from '#shared/language/words.ts';

const MOST_WORDS = 7;
const FEWEST_TOPICS = 2;
/** Articles that open a noun phrase; those that are pronouns as well do so before two topics. */
const ARTICLES: Readonly<Record<string, RegExp>> = {
  es: /^(?:un|una|unos|unas|el|la|los|las)$/iu,
  fr: /^(?:un|une|le|la|les|[dl]['’]une?)$/iu,
  it: /^(?:un|uno|una|il|la|i|gli|le)$/iu,
  pt: /^(?:um|uma|uns|umas|o|a|os|as)$/iu,
};
/** Endings of finite verbs, which no noun phrase may hold. */
const FINITE: Readonly<Record<string, RegExp>> = {
  es: /(?:ó|aron|ieron|aban?|ían?|ará|arán|irá|irán)$/u,
  fr: /(?:ait|aient|èrent|era|eront|ut|it)$/u,
  it: /(?:ò|ò|arono|irono|ava|avano|eva|evano|erà|eranno)$/u,
  pt: /(?:ou|aram|eram|iram|ava|avam|iam|ará|arão)$/u,
};

/**
 * Noun phrases with which clauses close, in Spanish, French, Italian and Portuguese: from an article to the end of the
 * clause, at most seven words of which two carry a topic and none joins, leads elsewhere or ends like a verb. Their words
 * are not tagged, so only phrases that can be told by closed classes are found. Longest first.
 */
export function finalPhrases(text: string, language: string): string[] {
  const code = primaryLanguage(language);
  const [article, finite] = [ARTICLES[code], FINITE[code]];
  if (article === undefined || finite === undefined) return [];
  const classes = clauseWords(language);
  const cuts = findBreaks(text, language).filter(({ strength }) => strength >= BREAK.joint);
  const ends = [...cuts.map(({ at }) => at), text.length];
  const words = wordsWithPlaces(text);
  const isBad = (word: string) => {
    const key = word.toLowerCase();
    return (
      classes.auxiliaries.has(key) ||
      classes.conjunctions.has(key) ||
      classes.subordinators.has(key) ||
      (classes.pronouns.has(key) && !classes.determiners.has(key)) ||
      finite.test(word)
    );
  };
  const found = ends.flatMap((end, index) => {
    const from = ends[index - 1] ?? 0;
    const clause = words.filter((word) => word.start >= from && word.end <= end);
    const start = clause.findIndex((word, at) => {
      const rest = clause.slice(at);
      const topics = rest.filter((each) => isTopicWord(each.text, language)).length;
      const fits =
        rest.length <= MOST_WORDS && topics >= FEWEST_TOPICS && !rest.some((each) => isBad(each.text));
      // What stands before it must be a verb or a preposition, so that it is not the subject of the clause.
      return at > 0 && article.test(word.text) && fits;
    });
    const last = clause.at(-1);
    return start < 0 || last === undefined ? [] : [text.slice(clause[start]?.start, last.end)];
  });
  return found.sort((a, b) => b.length - a.length);
}
