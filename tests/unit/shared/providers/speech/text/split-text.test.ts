import { describe, expect, test } from 'vitest';
import { displayWords } from '#shared/providers/speech/text/display-words.ts';
import { splitText } from '#shared/providers/speech/text/split-text.ts';

const SENTENCES = [
  '… It rose by 3.5 percent in the U.S. last year, as example.com has it!',
  'Die Tiefe ist 3.500 Meter (“genau.”) . . . Und dann?',
  '.NET came next; v1.2.3 was out.',
];

describe('a text for an engine that takes only so much at a time', () => {
  test('stays as it is where it fits', () => {
    for (const sentence of SENTENCES) expect(splitText(sentence, 1000)).toEqual([sentence]);
  });

  test.each([24, 40, 80, 200])(
    'is cut between words only, and keeps all of them, at %i characters',
    (most) => {
      const text = SENTENCES.join(' ');
      const pieces = splitText(text, most);
      expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(most);
      expect(pieces.join(' ')).toBe(text);
      expect(pieces.flatMap(displayWords)).toEqual(displayWords(text));
    },
  );

  test('is cut at the ends of sentences where it can be', () => {
    expect(splitText('One is here. “Two is there.” Three!', 30)).toEqual([
      'One is here. “Two is there.”',
      'Three!',
    ]);
    expect(splitText('今日は雨。明日は晴れ！「本当。」はい。', 8)).toEqual([
      '今日は雨。',
      '明日は晴れ！',
      '「本当。」',
      'はい。',
    ]);
  });

  test('is cut within a word only where the word is longer than all that can be said', () => {
    expect(splitText(`a ${'b'.repeat(25)} c`, 10)).toEqual(['a', 'b'.repeat(10), 'b'.repeat(10), 'bbbbb c']);
  });
});
