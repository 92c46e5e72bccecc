import { describe, expect, test } from 'vitest';
import { readingTimes } from '#shared/agents/narrator/reading-times.ts';
import { displayWords } from '#shared/providers/speech/text/display-words.ts';

describe('reading times', () => {
  test.each([
    ['Die Tiefsee ist kalt.', ['Die', 'Tiefsee', 'ist', 'kalt.']],
    ['東京は日本の「首都」です。', ['東京', 'は', '日本', 'の', '「首都」', 'です。']],
    ['ประเทศที่สวยงาม', ['ประเทศ', 'ที่', 'สวยงาม']],
    ['AI 東京 🎉', ['AI', '東京', '🎉']],
    ['أعماق البحار', ['أعماق', 'البحار']],
    [' \n ', []],
  ])('captions show "%s" as words of its language', (text, words) => {
    expect(displayWords(text)).toEqual(words);
  });

  test('nothing of a text is lost, and its words fill its time in order', () => {
    for (const text of [
      '「東京」、人口は1400万人。おわり…',
      'Half of it — 50 % — is gone!',
      '(ไทย) 中文, English.',
    ]) {
      // Act
      const { words, durationMs } = readingTimes(text);

      // Assess
      expect(words.map((word) => word.text).join('')).toBe(text.replaceAll(/\s/g, ''));
      expect(words[0]?.startMs).toBe(0);
      expect(words.at(-1)?.endMs).toBe(durationMs);
      words.slice(1).forEach(({ startMs, endMs }, i) => {
        expect(startMs).toBe(words[i]?.endMs);
        expect(endMs).toBeGreaterThanOrEqual(startMs);
      });
    }
  });

  test('a text is readable: 10 to 20 letters a second in English, 3 to 9 signs in Japanese', () => {
    // Prepare
    const english =
      'Half of the ocean floor lies deeper than three thousand meters, and nobody had ever seen it.';
    const japanese = '深海は地球上で最も広い生息地であり、最も知られていない場所でもあります。';

    // Act
    const speed = (text: string) => text.length / (readingTimes(text).durationMs / 1000);

    // Assess
    expect(speed(english)).toBeGreaterThan(10);
    expect(speed(english)).toBeLessThan(20);
    expect(speed(japanese)).toBeGreaterThan(3);
    expect(speed(japanese)).toBeLessThan(9);
  });

  test('a scene without words still lasts a second', () => {
    expect(readingTimes('')).toEqual({ durationMs: 1000, words: [] });
  });
});
