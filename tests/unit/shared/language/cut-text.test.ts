import { describe, expect, it } from 'vitest';
import { cutText } from '#shared/language/cut-text.ts';
import { speakingSeconds } from '#shared/language/pace.ts';

const cut = (text: string, language: string): string[] =>
  cutText(text, language, (part) => speakingSeconds(part, 165));

/** In each sentence the stretches between the brackets must stay whole. */
const WHOLE = [
  [
    'a value and its year, and both ends of a span',
    'en',
    'The price of coffee rose [from $1.20 a pound in 2019 to $4.30 a pound in February 2025], the highest price in almost fifty years.',
  ],
  [
    'values in a row',
    'en',
    'In the same years a gram of plain aluminium went down in price and cost [$0.14 in 1950], [$1.00 in 1990] and [$2.40 in 2022].',
  ],
  [
    'a currency and its figure, with no cut but at the comma',
    'en',
    'The price of bread rose [from $0.12 in 1930 to $0.14 in 1950,] [$1.00 in 1990] and [$2.50 in 2023.]',
  ],
  [
    'a number and its unit',
    'en',
    'The whole dive went down through the very dark and very cold water of the old trench to a depth of [10,916 m] and then slowly back up.',
  ],
  [
    'names',
    'en',
    'Researchers from the [University of the Arts] in London and the [Royal Society of Edinburgh] counted whales between [the islands of Lewis and Harris] during the winter.',
  ],
  [
    'a date',
    'en',
    'The engraver and traveller whom her father had taught to draw and paint was born on [2 April 1647] in the free city of Frankfurt on the river Main.',
  ],
  [
    'a negation and what it denies',
    'en',
    'The committee decided after a very long and tiring debate that the old bridge would [not be] closed to the heavy traffic of the harbour before the end of the year.',
  ],
  [
    'a German span',
    'de',
    'Die Zahl der Störche stieg im ganzen Land während dieser Zeit [von 3.000 Paaren auf mehr als 10.000 Paare], die meisten davon in Brandenburg und in Sachsen.',
  ],
  [
    'a Spanish span',
    'es',
    'La población de la ciudad pasó [de 12.000 habitantes en 1950 a más de 300.000 habitantes] en 2020 gracias a las fábricas de la costa.',
  ],
  [
    'a Japanese word and its particle',
    'ja',
    '富士山は標高[3,776メートルで]、日本で最も高い山であり、[2013年に][世界文化遺産に]登録され、毎年およそ[30万人が][山頂を]目指して登ります。',
  ],
] as const;

describe('cutText', () => {
  it.each(WHOLE)('never parts %s', (_case, language, marked) => {
    const text = marked.replace(/[[\]]/gu, '');
    const parts = cut(text, language);
    expect(parts.length).toBeGreaterThan(1);
    for (const [, whole] of marked.matchAll(/\[([^\]]+)\]/gu))
      expect(
        parts.filter((part) => part.includes(whole ?? '')),
        whole,
      ).not.toEqual([]);
    for (const part of parts) expect(speakingSeconds(part, 165)).toBeLessThanOrEqual(9);
  });

  it('keeps a sentence of nearly nine seconds whole rather than part what belongs together', () => {
    const text = 'Sales of steel went from 1,230,000 tonnes in 1998 to 2,340,000 tonnes in 2019.';
    const seconds = speakingSeconds(text, 165);
    expect([seconds > 8, seconds < 9]).toEqual([true, true]);
    expect(cut(text, 'en')).toEqual([text]);
  });

  it('gives an opening mark to what follows it and a closing one to what stands before', () => {
    const text =
      '山小屋は七月の初めから九月の終わりまで毎日休まずに開いていますし、「日の出を見るために登ったのですが、とても寒くて大変でした」と登山者の田中さんは笑って話しました。';
    const parts = cut(text, 'ja');
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) {
      expect(part).not.toMatch(/[「『（“«]$/u);
      expect(part).not.toMatch(/^[」』）”»、。]/u);
    }
  });

  it('parts even what belongs together when nothing else keeps a part below nine seconds', () => {
    const parts = cut(`The ${'Very '.repeat(60)}End`, 'en');
    for (const part of parts) expect(speakingSeconds(part, 165)).toBeLessThanOrEqual(9);
  });
});
