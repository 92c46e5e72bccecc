import { describe, expect, test } from 'vitest';
import { rankForTopic } from '#shared/brief/rank-for-topic.ts';

const TEXTS = [
  {
    name: 'coffee.md',
    text: 'Coffee is brewed from roasted beans. The history of coffee begins in Ethiopia.',
  },
  {
    name: 'notes.txt',
    text: 'An octopus has three hearts. Two of the hearts pump blood through the gills. Octopuses are clever.',
  },
  {
    name: 'harbour.txt',
    text: 'The harbour has a museum. One room of the museum shows an octopus in a jar.',
  },
  { name: 'deep_sea-octopus.html', text: 'It lives at 4,000 metres and broods its eggs for four years.' },
  { name: 'empty-of-it.txt', text: 'The trains run every ten minutes, and the last one leaves at midnight.' },
];
const names = (topic: string, language = 'en') =>
  rankForTopic(topic, TEXTS, language).map((place) => TEXTS[place]?.name);

describe('texts for a topic', () => {
  test('those that speak of it are kept, the ones most about it first', () => {
    const kept = names('The hearts of the octopus');
    expect(kept[0]).toBe('notes.txt');
    expect(kept).not.toContain('coffee.md');
    expect(kept).not.toContain('empty-of-it.txt');
  });

  test('what a file is called counts', () => {
    expect(names('octopuses of the deep sea')[0]).toBe('deep_sea-octopus.html');
  });

  test('words that every text has prove nothing: without a word of the topic none is kept', () => {
    expect(names('The theory of relativity')).toEqual([]);
    expect(rankForTopic('tea', [], 'en')).toEqual([]);
    expect(names('???')).toEqual([]);
  });

  test('a topic of nothing but common words is still a topic', () => {
    const texts = [
      { name: 'a.txt', text: 'The train was late.' },
      { name: 'b.txt', text: 'In 1970 The Who played in Leeds.' },
    ];
    expect(rankForTopic('The Who', texts, 'en')[0]).toBe(1);
  });

  test('at most five are kept, and equals keep their order', () => {
    const same = Array.from({ length: 9 }, (_, index) => ({
      name: `${index}.txt`,
      text: 'Tea is green or black.',
    }));
    expect(rankForTopic('tea', same, 'en')).toEqual([0, 1, 2, 3, 4]);
  });

  test('scripts without spaces and inflected words meet their topic', () => {
    const texts = [
      { name: 'a.txt', text: '列車は十分ごとに走ります。' },
      { name: 'b.txt', text: '深海の蛸は四年間卵を守ります。' },
    ];
    expect(rankForTopic('深海の蛸', texts, 'ja')).toEqual([1]);
    const german = [
      { name: 'a.txt', text: 'Die Bahn fährt alle zehn Minuten.' },
      { name: 'b.txt', text: 'Gletschern in den Alpen fehlt der Schnee.' },
    ];
    expect(rankForTopic('Gletscher', german, 'de')).toEqual([1]);
  });
});
