import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '#shared/language/clean-text.ts';

describe('cleanText', () => {
  it.each([
    ['footnote marks', 'Deep[1] water[citation needed] flows.[2, 3]', 'Deep water flows.'],
    ['raised marks behind words', 'The measurement² was right.¹', 'The measurement was right.'],
    ['paths of addresses', 'See https://www.example.org/a/b?c=1#d for more.', 'See example.org for more.'],
    ['addresses in brackets', 'The sea (https://example.org/x) is deep.', 'The sea is deep.'],
    ['emoji, joined and flagged', 'Hi 👋🏽 there 👨‍👩‍👧 friend 🇨🇭!', 'Hi there friend!'],
    ['bidi and zero-width controls', 'a\u202eb\u2066c\u200bd\ufeffe\u00adf', 'abcdef'],
    ['control characters', 'one\u0000two\u001bthree', 'one two three'],
    ['lone surrogates', 'deep \ud83d sea \udc00 floor', 'deep sea floor'],
    ['words that are none', `key ${'x'.repeat(5000)} end`, 'key end'],
    ['rules made of signs', 'one ===== two', 'one = two'],
  ])('removes %s', (_case, dirty, clean) => {
    expect(cleanText(dirty)).toBe(clean);
  });

  it.each([
    ['units', '5 m² and 3 km³ of H₂O at 10⁻³ bar'],
    ['figures and signs', '3.14 % of $5.99 © 2020, 1,000 °C'],
    ['joiners that shape letters', 'می‌خواهم क्‍ष'],
    ['three points', 'Wait… then go...'],
    ['French spacing', 'Quoi ? « Oui ! »'],
  ])('leaves %s alone', (_case, text) => {
    expect(cleanText(text)).toBe(text);
  });

  it('gives well-formed text on one line and changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const clean = cleanText(text);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(cleanText(clean)).toBe(clean);
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});
