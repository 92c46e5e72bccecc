import type { AssetRef } from '#shared/domain/asset.ts';
import type { Visual } from '#shared/domain/storyboard.ts';

/** One visual of every kind but footage, which shows itself and not a style: what a contact sheet draws. */
export function sampleVisuals(pictures: readonly [AssetRef, AssetRef, AssetRef]): Visual[] {
  const [first, second, third] = pictures;
  return [
    {
      kind: 'title',
      title: 'The lighthouse keepers',
      subtitle: 'Two hundred years of light at the edge of the sea',
    },
    { kind: 'chapter', title: 'A lamp that turns', number: 2 },
    {
      kind: 'statement',
      text: 'The Fresnel lens bends the light of one small flame into a beam seen 30 km away.',
      emphasis: ['Fresnel lens', '30 km'],
    },
    {
      kind: 'quote',
      text: 'I can think of no other edifice constructed by man as altruistic as a lighthouse.',
      source: 'George Bernard Shaw',
    },
    { kind: 'number', display: '1,823', label: 'the year in which the first Fresnel lens was lit' },
    {
      kind: 'list',
      heading: 'What a keeper did every night',
      items: ['Trimmed the wick', 'Wound the clockwork', 'Polished the lens', 'Wrote the log'],
      ordered: true,
    },
    {
      kind: 'comparison',
      heading: 'Before and after the lens',
      sides: [
        { label: 'Mirror', display: '17 %', points: ['Of the light goes out', 'Soot dims it'] },
        { label: 'Fresnel lens', display: '83 %', points: ['Of the light goes out', 'Glass in rings'] },
      ],
    },
    {
      kind: 'timeline',
      heading: 'Three hundred years',
      events: [
        { when: '1716', what: 'Boston Light is lit' },
        { when: '1823', what: 'First Fresnel lens' },
        { when: '1875', what: 'Electric light' },
        { when: '1998', what: 'The last keeper leaves' },
      ],
    },
    {
      kind: 'chart',
      chart: 'bar',
      title: 'Lighthouses by country',
      points: [
        { label: 'United States', value: 779 },
        { label: 'Norway', value: 212 },
        { label: 'France', value: 150 },
        { label: 'Scotland', value: 207 },
      ],
      source: 'National registers',
    },
    {
      kind: 'chart',
      chart: 'line',
      title: 'Keepers at work',
      points: [
        { label: '1900', value: 1200 },
        { label: '1925', value: 1060 },
        { label: '1950', value: 640 },
        { label: '1975', value: 210 },
        { label: '2000', value: 3 },
      ],
    },
    {
      kind: 'chart',
      chart: 'pie',
      title: 'What the lamp burned',
      unit: '%',
      points: [
        { label: 'Whale oil', value: 44 },
        { label: 'Kerosene', value: 31 },
        { label: 'Gas', value: 16 },
        { label: 'Coal', value: 9 },
      ],
    },
    { kind: 'picture', image: first, caption: 'The tower at dusk' },
    {
      kind: 'collage',
      images: [{ image: first, caption: 'Dusk' }, { image: second }, { image: third }],
    },
    { kind: 'screenshot', image: second, title: 'The keeper’s log', address: 'https://example.org/log' },
    {
      kind: 'code',
      title: 'One flash every ten seconds',
      language: 'ts',
      code: "const period = 10;\nfor (let t = 0; t < 60; t += 1) {\n  lamp.set(t % period === 0 ? 'on' : 'off');\n}\n// The dark is part of the signal.",
      highlight: [3],
    },
    { kind: 'terms', centre: 'Lighthouse', terms: ['Lens', 'Lamp', 'Clockwork', 'Fog horn', 'Keeper'] },
    { kind: 'end', title: 'The light stays on', line: 'Sources below the film' },
  ];
}
