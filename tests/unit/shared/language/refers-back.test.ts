import { describe, expect, it } from 'vitest';
import { refersBack } from '#shared/language/refers-back.ts';

describe('refersBack', () => {
  it.each([
    'If Mount Everest stood on its floor, the summit would still be two kilometres under water.',
    'The worst was 21 December 2020: the ice broke the mill.',
    'The younger went to Lisbon.',
    'The most famous is in Prague.',
    'One brother left; the other stayed at home.',
    'Other bees pass the nectar from mouth to mouth.',
    'Nobody has rung it since the flood of 1954.',
    'There are still photographs of it in the church.',
    'The more of it docks onto your nerve cells, the sleepier you feel.',
    'Today many scientists suspect that life itself began at such vents.',
    'The mill was rebuilt by both brothers.',
    'At the age of twelve she wrote a book.',
    'Three were lost at sea.',
  ])('sees what a sentence means outside of itself: %s', (sentence) => {
    expect(refersBack(sentence, 'en')).toBe(true);
  });

  it.each([
    'The largest living space on Earth is still waiting to be discovered.',
    'The deepest known point is the Challenger Deep.',
    'The water is cold.',
    'The river was wide.',
    'The harvest came late.',
    'Most of the living space on Earth lies in the dark.',
    'If there is no wind, the mill stands still.',
    'If you drop a glass, it breaks.',
    'In Paris, both the king and the queen waited.',
    'Hold the bowl with both hands.',
    'Ada and her sister wore both hats.',
    'Animals such as whales sing.',
    'Three quarters of the world’s main food crops depend on pollinators.',
    'In these days of rain nobody went out.',
    'The whale uses its tail.',
    'Nobody has seen most of our planet.',
  ])('lets a sentence be that names all it means: %s', (sentence) => {
    expect(refersBack(sentence, 'en')).toBe(false);
  });

  it('answers at once for a very long sentence of any words', () => {
    const hostile = `If ${'there of it the and both others '.repeat(2_000)}`;
    expect(() => refersBack(hostile, 'en')).not.toThrow();
    expect(refersBack('Die anderen gingen.', 'de')).toBe(false);
  });
});
