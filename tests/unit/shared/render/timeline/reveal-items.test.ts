import { expect, test } from 'vitest';
import type { Layer } from '#shared/domain/timeline.ts';
import { revealItems } from '#shared/render/timeline/reveal-items.ts';
import { VOICE } from '#tests/unit/shared/render/sample-film.ts';

const box = { image: VOICE, x: 0, y: 0, width: 10, height: 10 };
const ground: Layer = box;
const itemLayer = (item: number): Layer => ({
  ...box,
  item,
  entrance: { kind: 'rise', delayMs: 60, durationMs: 420 },
});
const words = [
  { text: 'Salt,', startMs: 100, endMs: 400 },
  { text: 'water', startMs: 900, endMs: 1200 },
];

test('an item comes in 150 ms before its word is heard, and keeps the way in which it comes', () => {
  const [, first, second] = revealItems([ground, itemLayer(0), itemLayer(1)], [0, 1], {
    offsetMs: 250,
    words,
  });
  expect(first?.entrance).toEqual({ kind: 'rise', delayMs: 200, durationMs: 420 });
  expect(second?.entrance?.delayMs).toBe(1000);
});

test('what is no item, or an item without a word, stays as it was drawn', () => {
  const layers = [ground, itemLayer(5)];
  expect(revealItems(layers, [0], { offsetMs: 250, words })).toEqual(layers);
});

test('no item comes before its turn', () => {
  const [layer] = revealItems([itemLayer(0)], [0], { offsetMs: 0, words });
  expect(layer?.entrance?.delayMs).toBe(60);
});
