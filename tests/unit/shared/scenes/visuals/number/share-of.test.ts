import { expect, it } from 'vitest';
import { shareOf } from '#shared/scenes/visuals/number/share-of.ts';

it.each([
  ['71 %', 'of the Earth is covered by water', 0.71],
  ['62 percent', 'of all households', 0.62],
  ['62 per cent', 'of voters', 0.62],
  ['12,5%', 'der Befragten', 0.125],
  ['40 Prozent', 'aller Haushalte', 0.4],
  ['40 Prozent', 'von ihnen', 0.4],
  ['30 por ciento', 'de los hogares', 0.3],
  ['30 %', "de l'électricité", 0.3],
  ['80 процентов', 'доля угля', 0.8],
  ['٧٠٪', 'من سكان العالم', 0.7],
  ['20%', 'share of coal in electricity', 0.2],
])('%s %s is a share', (display, label, share) => {
  expect(shareOf(display, label)).toBeCloseTo(share, 10);
});

it.each([
  ['7.5%', 'raise over two years'],
  ['62 percent', 'prices have fallen since the strike'],
  ['7,5 %', 'mehr Lohn'],
  ['3 %', 'official growth'],
  ['140 %', 'of the plan'],
  ['70 % → 20 %', 'of electricity'],
  ['71', 'of the Earth'],
  ['71 % more', 'of the same'],
  ['', ''],
])('%s %s is none', (display, label) => {
  expect(shareOf(display, label)).toBeUndefined();
});
