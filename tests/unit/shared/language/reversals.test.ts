import { describe, expect, it } from 'vitest';
import { numberKeys } from '#shared/language/number-keys.ts';
import { findReversals } from '#shared/language/reversals.ts';

describe('findReversals', () => {
  it.each([
    ['en', 'It isn’t true that no cat, except mine, likes milk.', ['isn’t', 'no', 'except']],
    ['en', 'If it rains, critics claim, it might flood.', ['If', 'claim', 'might']],
    ['de', 'Angeblich trinkt niemand Kaffee ohne Milch, aber Tee.', ['Angeblich', 'niemand', 'ohne', 'aber']],
    ['es', 'Según él no llueve, pero truena.', ['Según', 'no', 'pero']],
    ['fr', 'Sans eau, il ne vit pas.', ['Sans', 'ne', 'pas']],
    ['ja', 'まだ誰も見たことのない魚', ['ない']],
    ['en', 'It weighs no more than 5 kg.', []],
    ['en', 'Bees make honey.', []],
    ['xx', 'qwerty', []],
  ])('%s: %s', (language, text, words) => {
    expect(findReversals(text, language).map((reversal) => reversal.text)).toEqual(words);
  });
});

describe('numberKeys', () => {
  it('gives one key for the same number however it is grouped and in whatever digits', () => {
    for (const text of ['10 935', '10.935', '10’935', '١٠٬٩٣٥'])
      expect(numberKeys(text)).toEqual(numberKeys('10,935'));
  });
});
