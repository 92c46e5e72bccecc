import { beforeAll, expect, it } from 'vitest';
import type { Visual } from '#shared/domain/storyboard.ts';
import { showable } from '#shared/scenes/showable.ts';
import { drawableText } from '#shared/scenes/text/scripts.ts';
import { withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

beforeAll(withFonts);

const image = { hash: 'a'.repeat(64), mediaType: 'image/png', bytes: 1 };
const points = (...labels: string[]) => labels.map((label, value) => ({ label, value }));

it.each<[string, Visual, Partial<Visual> | undefined]>([
  ['a title', { kind: 'title', title: '海の夏' }, undefined],
  ['a title of emoji', { kind: 'title', title: '🎉🌊' }, undefined],
  ['a subtitle', { kind: 'title', title: 'Sea', subtitle: '海 of Japan' }, { kind: 'title', title: 'Sea' }],
  ['a range of months', { kind: 'statement', text: '7月から9月', emphasis: ['7月'] }, undefined],
  ['a quote', { kind: 'quote', text: '「はい」', source: 'Ken' }, undefined],
  ["a quote's source", { kind: 'quote', text: 'Yes.', source: '健 (Ken)' }, { kind: 'quote', text: 'Yes.' }],
  ['a number with its unit', { kind: 'number', display: '34万', label: 'people' }, undefined],
  [
    "a number's label",
    { kind: 'number', display: '34 %', label: '日本の人口' },
    { kind: 'number', display: '34 %', label: '' },
  ],
  ['one item of a list', { kind: 'list', items: ['Rice', '味噌', 'Tea'] }, undefined],
  [
    "a list's heading",
    { kind: 'list', heading: '食べ物', items: ['Rice', 'Tea'] },
    { kind: 'list', items: ['Rice', 'Tea'] },
  ],
  [
    "one bar's name",
    { kind: 'chart', chart: 'bar', title: 'Seas', points: points('Black', '黄海') },
    undefined,
  ],
  [
    "a chart's unit",
    { kind: 'chart', chart: 'bar', title: 'Seas', unit: '万', points: points('A', 'B') },
    undefined,
  ],
  [
    "a chart's title and source",
    { kind: 'chart', chart: 'bar', title: '海', source: '気象庁', points: points('A', '') },
    { kind: 'chart', chart: 'bar', title: '', points: points('A', '') },
  ],
  ["a picture's caption", { kind: 'picture', image, caption: '海' }, { kind: 'picture', image }],
  [
    'one term of a map',
    { kind: 'terms', centre: 'Sea', terms: ['Salt', '塩'] },
    { kind: 'terms', centre: 'Sea', terms: ['Salt'] },
  ],
  ['all terms of a map', { kind: 'terms', centre: 'Sea', terms: ['塩'] }, undefined],
])('where letters are missing in %s, only whole texts are shown', (_, visual, shown) => {
  expect(showable(visual, drawableText)).toEqual(shown);
});
