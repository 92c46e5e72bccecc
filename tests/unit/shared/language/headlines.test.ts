import { describe, expect, it } from 'vitest';
import { clauseHeadlines, commandHeadline } from '#shared/language/clause-headlines.ts';
import { finalPhrases } from '#shared/language/final-phrases.ts';
import { nounHeadlines } from '#shared/language/noun-headlines.ts';
import { wordTagger } from '#shared/language/word-kinds.ts';

async function nouns(text: string, language = 'en'): Promise<string[]> {
  const tag = await wordTagger(language);
  return nounHeadlines(text, tag?.(text) ?? [], language);
}

describe('what a sentence is about, as a headline', () => {
  it.each([
    [
      'The largest living space on Earth is still waiting to be discovered.',
      'The largest living space on Earth',
    ],
    ['A summer bee lives only about six weeks.', 'only about six weeks'],
    ['Caffeine has almost the same shape.', 'almost the same shape'],
    ['In 1828 she uncovered the first pterosaur outside Germany.', 'the first pterosaur outside Germany'],
    ['Every day people drink more than two billion cups of coffee.', 'more than two billion cups of coffee'],
  ])('of “%s” is “%s”', async (sentence, headline) => {
    expect((await nouns(sentence))[0]).toBe(headline);
  });

  it.each(['Found that they can make it.', 'He did it again and again.', 'Then wait, and do not help.'])(
    'is nothing where a sentence names nothing: %s',
    async (sentence) => {
      expect(await nouns(sentence)).toEqual([]);
    },
  );

  it('never holds a verb, a pronoun at its start or a torn figure', async () => {
    const text =
      'Two neighbouring streets saw 12 percent more cars, and their noise grew by a third in 2022.';
    for (const phrase of await nouns(text)) {
      expect(phrase).not.toMatch(/\b(?:saw|grew)\b|^(?:their|its|his)\b|^percent|\bin 2022$/iu);
    }
  });

  it.each([
    ['Auf seinem Weg durch die Luft trifft es auf winzige Moleküle.', 'winzige Moleküle'],
    ['Das Gas bleibt in einem Netz aus Kleber hängen.', 'Netz aus Kleber'],
  ])('stands in the nominative in German: %s', async (sentence, headline) => {
    const found = await nouns(sentence, 'de');
    expect(found[0]).toBe(headline);
    for (const phrase of found) expect(phrase).not.toMatch(/^(?:dem|den|einem|einen|des)\b/u);
  });

  it('is the close of a clause in Spanish and French, whose words are not tagged', () => {
    expect(finalPhrases('En 1657 abrió en Londres la primera casa de chocolate.', 'es')).toEqual([
      'la primera casa de chocolate',
    ]);
    expect(finalPhrases('Los mayas lo bebían amargo.', 'es')).toEqual([]);
    expect(finalPhrases('Le maître la retourne.', 'fr')).toEqual([]);
  });
});

describe('the main clause of a sentence, as a headline', () => {
  it.each([
    ['The forager carries the nectar home in her honey stomach.', ['The forager carries the nectar home']],
    ['In 1852 Elisha Otis built a brake that caught a falling platform.', ['Elisha Otis built a brake']],
    ['Medicine cured the disease in mice.', []],
    ['When it rains, they stay at home.', []],
  ])('of “%s” is %j', async (sentence, headlines) => {
    const tag = await wordTagger('en');
    expect(clauseHeadlines(sentence, tag?.(sentence) ?? [], 'en')).toEqual(headlines);
  });

  it.each([
    ['Rub the zest of both lemons into the sugar until it smells.', 'Rub the zest of both lemons'],
    ['Bake for 40 minutes, until a skewer comes out clean.', 'Bake for 40 minutes'],
    ['Fold in the flour and the baking powder.', 'Fold in the flour'],
  ])('of the step “%s” is “%s”', async (step, headline) => {
    const tag = await wordTagger('en');
    expect(commandHeadline(step, tag?.(step) ?? [], 'en')).toBe(headline);
  });
});
