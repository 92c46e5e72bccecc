import { describe, expect, test } from 'vitest';
import { makeStoryboard } from '#shared/agents/director/make-storyboard.ts';
import { type FilmSpec, fakeRef, makeFilm } from '#tests/unit/shared/agents/director/make-film.ts';

const LINES = [
  'This is a walk through our town.',
  'The market opens before the sun is up.',
  'Bakers carry warm bread to the stalls.',
  'A tram climbs the hill every ten minutes.',
  'The lighthouse has stood here since the great flood.',
  'Children fly kites above the beach.',
  'Fishermen mend their nets and tell stories.',
  'At night the harbour shines like a necklace.',
  'You should come and see it.',
];

async function placed(spec: Partial<FilmSpec>): Promise<Record<string, number>> {
  const names = (spec.images ?? []).map(({ name }) => name);
  const { script, research, document } = makeFilm({
    title: 'Our town',
    language: 'en',
    lines: LINES,
    ...spec,
  });
  const { scenes } = await makeStoryboard(script, research, document, 1);
  return Object.fromEntries(
    scenes.flatMap(({ visual }, at) => {
      if (visual.kind !== 'picture') return [];
      const { hash } = visual.image;
      return [[names.find((name) => fakeRef(name).hash === hash), at]];
    }),
  );
}

describe('pictures', () => {
  test('go where their file name or alternative text fits what is said', async () => {
    const images = [
      { name: 'old_lighthouse-02.JPG' },
      { name: 'IMG_1234.png', alt: 'The harbour at night' },
      { name: 'TramOnTheHill.webp' },
    ];
    expect(await placed({ images })).toEqual({
      'old_lighthouse-02.JPG': 4,
      'IMG_1234.png': 7,
      'TramOnTheHill.webp': 3,
    });
  });

  test('go where they stand in the text when their names say nothing', async () => {
    const lines = LINES.map((text, at) => (at === 6 ? { text, picture: 'a.png' } : text));
    expect(await placed({ lines, images: [{ name: 'a.png' }] })).toEqual({ 'a.png': 6 });
  });

  test('without any hint are spread evenly, in their order, none in the title scene, each once', async () => {
    const images = [{ name: '1.png' }, { name: '2.png' }, { name: '3.png' }];
    const at = Object.values(await placed({ images }));
    expect(at).toHaveLength(3);
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(Math.min(...at)).toBeGreaterThan(0);
    for (const [index, place] of at.slice(1).entries())
      expect(place - (at[index] ?? 0)).toBeGreaterThanOrEqual(2);
  });

  test('never stand three in a row, however many are given', async () => {
    const images = Array.from({ length: 40 }, (_, index) => ({ name: `${index}.png` }));
    const at = Object.values(await placed({ images })).sort((a, b) => a - b);
    expect(at.length).toBeGreaterThanOrEqual(5);
    for (const place of at) expect(at.includes(place + 1) && at.includes(place + 2)).toBe(false);
  });
});
