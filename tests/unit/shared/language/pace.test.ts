import { describe, expect, it } from 'vitest';
import { speakingSeconds } from '#shared/language/pace.ts';

describe('speakingSeconds', () => {
  it.each([
    // Durations of the built-in voice (166 words a minute) for these sentences.
    ['Nobody has seen most of our planet.', 2.39],
    ['It lies about 10,935 metres below the waves.', 4.91],
    ['In 1977, geologists near the Galápagos Islands found something that no one had expected.', 7.43],
    ['Sunlight zone: down to 200 m', 2.9],
    ['So drink the last cup before the early afternoon, and let sleep do what coffee only promises.', 6.59],
  ])('is within 15 %% of the built-in voice for %j', (text, seconds) => {
    expect(Math.abs(speakingSeconds(text, 166) / seconds - 1)).toBeLessThan(0.15);
  });

  it('gives ideographs about four a second, as newsreaders say them', () => {
    const perSecond = 18 / speakingSeconds('深海是地球上最广阔的生活空间之一地方。', 155);
    expect(perSecond).toBeGreaterThan(3.2);
    expect(perSecond).toBeLessThan(5);
  });

  it('grows with every word and shrinks with the pace', () => {
    expect(speakingSeconds('one two three', 150)).toBeGreaterThan(speakingSeconds('one two', 150));
    expect(speakingSeconds('one two', 200)).toBeLessThan(speakingSeconds('one two', 150));
  });
});
