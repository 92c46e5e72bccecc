import { describe, expect, it } from 'vitest';
import { countWords, splitWords } from '#shared/language/words.ts';

describe('splitWords', () => {
  it('keeps contractions, compounds and figures whole', () => {
    expect(splitWords('Don’t pay $5.99 for a well-known 10,935 m dive!')).toEqual([
      'Don’t',
      'pay',
      '5.99',
      'for',
      'a',
      'well-known',
      '10,935',
      'm',
      'dive',
    ]);
  });

  it.each([
    ['Chinese', '深海很深', 2],
    ['Thai', 'กาแฟเป็นเครื่องดื่ม', 3],
    ['Hindi, with its vowel signs', 'यह बहुत पुरानी है।', 4],
    ['Arabic', 'القهوة مشروب شعبي', 3],
    ['signs alone', '— … !', 0],
  ])('counts the words of %s', (_case, text, least) => {
    expect(countWords(text)).toBeGreaterThanOrEqual(least);
    expect(countWords(text)).toBe(splitWords(text).length);
  });
});
