import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trimAsides } from '#shared/agents/writer/trim-asides.ts';
import { splitWords } from '#shared/language/words.ts';

describe('trimAsides', () => {
  it.each([
    ['a negation', 'He was (not) seen at the bank.', 'He was not seen at the bank.'],
    ['a hedge', 'She (allegedly) took two million.', 'She allegedly took two million.'],
    ['a sign', 'It was (minus) 5 degrees.', 'It was minus 5 degrees.'],
    [
      'a longer negation',
      'The men (none of the guards) were paid.',
      'The men, none of the guards, were paid.',
    ],
    ['a repeal', 'The law [repealed in 2020] banned it.', 'The law, repealed in 2020, banned it.'],
    ['an exception', 'All birds (except for the penguins) fly.', 'All birds, except for the penguins, fly.'],
    ['a condition', 'It is free (if you book early).', 'It is free, if you book early.'],
    [
      'a doubt',
      'The mayor (the man who allegedly lied) left.',
      'The mayor, the man who allegedly lied, left.',
    ],
    [
      'a figure',
      'It is deep (the trench is 11 km), dark and cold.',
      'It is deep, the trench is 11 km, dark and cold.',
    ],
    [
      'a figure in words',
      'They won (the third of four prizes) again.',
      'They won, the third of four prizes, again.',
    ],
    ['years', 'Ada Lovelace (1815–1852) wrote it.', 'Ada Lovelace, 1815–1852, wrote it.'],
    [
      'a short form',
      'The World Health Organization (WHO) agreed.',
      'The World Health Organization, WHO, agreed.',
    ],
    ['a word at the end', 'They were paid (twice).', 'They were paid twice.'],
    ['an opening', '(Most) birds can fly.', 'Most birds can fly.'],
    ['nothing but brackets', 'The lake ([(,)]) is deep.', 'The lake is deep.'],
    [
      'nested brackets',
      'The sea (cold (not warm) and deep) is wide.',
      'The sea, cold, not warm, and deep, is wide.',
    ],
  ])('says what stands in brackets when it carries meaning: %s', (_case, sentence, said) => {
    expect(trimAsides(sentence, 'en')).toBe(said);
  });

  it.each([
    ['en', 'Her father (the engraver from the old town) died.', 'Her father died.'],
    ['en', 'Whales [the largest of all animals] sing.', 'Whales, the largest of all animals, sing.'],
    ['en', 'In the north the bears (see the chapter on ice) sleep.', 'In the north the bears sleep.'],
    ['de', 'Ihr Vater (der Kupferstecher aus Basel) starb früh.', 'Ihr Vater starb früh.'],
    ['de', 'Der Bau (kein schönes Haus) blieb.', 'Der Bau, kein schönes Haus, blieb.'],
    ['es', 'El puente (el único sin peaje) cerró ayer.', 'El puente, el único sin peaje, cerró ayer.'],
    ['xx', 'Aaa bbb (the ccc ddd eee) fff ggg.', 'Aaa bbb, the ccc ddd eee, fff ggg.'],
  ])(
    'drops whole appositions, where its language is known and enough is left (%s): %s',
    (language, sentence, said) => {
      expect(trimAsides(sentence, language)).toBe(said);
    },
  );

  it.each([
    'Let f(x) be small and g(the old name of it) large.',
    'Send the file(s) today.',
    '(He was not there.) Nobody was.',
    '富士山（ふじさん）は高い。',
    'An open (bracket stays.',
  ])('leaves what is no aside as it is written: %s', (sentence) => {
    expect(trimAsides(sentence, 'en')).toBe(sentence);
  });

  it('never loses a negation, a hedge or a figure, whatever stands around it', () => {
    const word = fc.constantFrom(
      'not',
      'never',
      'allegedly',
      '7',
      'if',
      'the',
      'bear',
      'old',
      '(',
      ')',
      '[',
      ']',
      '(the',
      'ice)',
      ',',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 25 }), (list) => {
        const text = list.join(' ');
        const kept = (all: string) =>
          splitWords(all).filter((each) => /^(?:not|never|allegedly|7|if)$/u.test(each));
        expect(kept(trimAsides(text, 'en'))).toEqual(kept(text));
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
