import { describe, expect, it } from 'vitest';
import { parseFigure } from '#shared/language/number-words.ts';

describe('parseFigure', () => {
  it.each([
    ['10,935', 'en', 10935],
    ['10.935', 'en', 10.935],
    ['10.935', 'de', 10935],
    ['3,5', 'de', 3.5],
    ['3.5', 'de', 3.5],
    ['1.234.567,8', 'es', 1234567.8],
    ['10 935', 'fr', 10935],
    ['1,234,567.8', 'en', 1234567.8],
    ['1’234’567', 'de', 1234567],
    ['12,34,567', 'hi', undefined],
    ['١٠٬٩٣٥', 'ar', 10935],
    ['१२', 'hi', 12],
    ['3.5.2', 'en', undefined],
    ['', 'en', undefined],
  ])('reads %s in %s as %s', (figure, language, value) => {
    expect(parseFigure(figure, language)).toBe(value);
  });
});
