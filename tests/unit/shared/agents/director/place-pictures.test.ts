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

/** The pictures of each scene of a film. */
async function shown(spec: Partial<FilmSpec>): Promise<string[][]> {
  const names = (spec.images ?? []).map(({ name }) => name);
  const { script, research, document } = makeFilm({
    title: 'Our town',
    language: 'en',
    lines: LINES,
    ...spec,
  });
  const { scenes } = await makeStoryboard(script, research, document, 1);
  const nameOf = ({ hash }: { hash: string }) => names.find((name) => fakeRef(name).hash === hash) ?? hash;
  return scenes.map(({ visual }) => {
    if (visual.kind === 'collage') return visual.images.map(({ image }) => nameOf(image));
    return visual.kind === 'picture' || visual.kind === 'screenshot' ? [nameOf(visual.image)] : [];
  });
}

/** Which scene shows each picture. */
async function placed(spec: Partial<FilmSpec>): Promise<Record<string, number>> {
  const scenes = await shown(spec);
  return Object.fromEntries(scenes.flatMap((names, at) => names.map((name) => [name, at])));
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
    const at = new Set(Object.values(await placed({ images })));
    expect(at.size).toBeGreaterThanOrEqual(5);
    for (const place of at) expect(at.has(place + 1) && at.has(place + 2)).toBe(false);
  });

  test('that find no scene of their own stand beside others, up to five in one, each once', async () => {
    const images = Array.from({ length: 12 }, (_, index) => ({ name: `${index}.png` }));
    const scenes = await shown({ images });
    expect(scenes.flat().toSorted()).toEqual(images.map(({ name }) => name).toSorted());
    expect(Math.max(...scenes.map((names) => names.length))).toBeLessThanOrEqual(5);
  });

  test('of a page are shown as a page, by what they are called', async () => {
    const { script, research, document } = makeFilm({
      title: 'Our town',
      language: 'en',
      lines: LINES,
      images: [{ name: 'a.png', alt: 'Screenshot of the tram timetable' }],
    });
    const { scenes } = await makeStoryboard(script, research, document, 1);
    expect(scenes[3]?.visual).toMatchObject({ kind: 'screenshot', title: 'the tram timetable' });
  });
});
