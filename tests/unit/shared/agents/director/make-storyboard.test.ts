import { describe, expect, test } from 'vitest';
import { makeStoryboard } from '#shared/agents/director/make-storyboard.ts';
import { findDistortion } from '#shared/agents/screen/find-distortion.ts';
import { sentencesAround } from '#shared/agents/screen/sentence-around.ts';
import { visualKey } from '#shared/agents/screen/visual-key.ts';
import { Storyboard } from '#shared/domain/storyboard.ts';
import { FILMS } from '#tests/unit/shared/agents/director/films.ts';
import { type FilmSpec, makeFilm } from '#tests/unit/shared/agents/director/make-film.ts';

const direct = (spec: FilmSpec, seed = 1) => {
  const { script, research, document } = makeFilm(spec);
  return makeStoryboard(script, research, document, seed);
};
const CASES = Object.entries(FILMS).flatMap(([name, spec]) =>
  [1, 2, 99].map((seed) => [name, seed, spec] as const),
);

describe('makeStoryboard', () => {
  test.each(CASES)(
    '%s with seed %i: title first, nothing shown twice, no kind but statements three times in a row',
    async (_, seed, spec) => {
      // Act
      const { scenes, title } = Storyboard.parse(await direct(spec, seed));

      // Assess
      expect(scenes[0]?.visual).toEqual({ kind: 'title', title });
      expect(scenes.filter(({ visual }) => visual.kind === 'title')).toHaveLength(1);
      const keys = scenes.map(({ visual }) => visualKey(visual));
      expect(new Set(keys).size).toBe(keys.length);
      for (const [at, { visual }] of scenes.entries()) {
        const run = scenes.slice(at, at + 3).map((scene) => scene.visual.kind);
        if (visual.kind !== 'statement') expect(run).not.toEqual([visual.kind, visual.kind, visual.kind]);
      }
      expect(scenes.map(({ id }) => id)).toEqual(
        scenes.map((__, at) => `scene-${String(at + 1).padStart(3, '0')}`),
      );
    },
  );

  test.each(CASES)(
    '%s with seed %i: every figure on the screen is said, whole and with the same sense, or is data of the source',
    async (_, seed, spec) => {
      // Prepare
      const { research } = makeFilm(spec);
      const series = research.facts.filter((fact) => fact.kind === 'series');

      // Act
      const { scenes } = await direct(spec, seed);

      // Assess
      const around = sentencesAround(scenes.map(({ narration }) => narration));
      for (const [at, { visual, narration }] of scenes.entries()) {
        expect(findDistortion(visual, narration, spec.language, around[at])).toBeUndefined();
        if (visual.kind === 'chart') {
          const points = series.flatMap((fact) => fact.points);
          for (const point of visual.points) expect(points).toContainEqual(point);
          expect(visual.source).toMatch(/^[^/]+$/);
        }
      }
    },
  );

  test('the same script and seed give the same storyboard; another seed chooses otherwise somewhere', async () => {
    const first = await direct(FILMS.curie, 5);
    expect(await direct(FILMS.curie, 5)).toEqual(first);
    const others = await Promise.all([6, 7, 8, 9, 10].map((seed) => direct(FILMS.curie, seed)));
    expect(others.some((other) => JSON.stringify(other) !== JSON.stringify(first))).toBe(true);
  });

  test('a chapter stands on its first scene and nowhere else', async () => {
    const { scenes } = await direct(FILMS.deepSea);
    expect(scenes.flatMap(({ chapter }) => chapter ?? [])).toEqual([
      'A dark world',
      'Life without light',
      'Going down',
    ]);
    expect(scenes.find(({ chapter }) => chapter === 'Going down')?.narration).toMatch(/^In 1960/);
  });

  test('each kind is chosen by what is said', async () => {
    // Act
    const { scenes } = await direct(FILMS.deepSea);

    // Assess
    const shown = (words: string) => scenes.find(({ narration }) => narration.includes(words))?.visual;
    expect(shown('10,935 m')).toMatchObject({ kind: 'number', display: '10,935 m' });
    expect(shown('hundredth of the sunlight')).toMatchObject({
      kind: 'chart',
      chart: 'bar',
      source: 'deep-sea.md',
    });
    expect(shown('five layers')).toMatchObject({
      kind: 'list',
      items: expect.arrayContaining(['Twilight zone']),
    });
    expect(shown('surface of the Moon')).toMatchObject({ kind: 'quote', source: 'Paul Snelgrove' });
    expect(shown('anglerfish')).toMatchObject({
      kind: 'picture',
      caption: 'An anglerfish with its glowing lure',
    });
    expect(shown('tube worms')).toMatchObject({ kind: 'picture', caption: 'A black smoker' });
  });

  test('a series over time is a line, parts of a whole are a pie, two points are bars, long ones are thinned', async () => {
    // Prepare
    const chartOf = async (shape: 'time' | 'parts' | 'categories', count: number) => {
      const points = Array.from({ length: count }, (_, at) => ({ label: String(1900 + at), value: at + 1 }));
      const text = 'The price of bread rose from 1900 onward in every town.';
      const fact = { kind: 'series' as const, title: 'Price of bread', shape, points };
      const { scenes } = await direct({
        title: 'T',
        language: 'en',
        lines: ['A hook about bread prices.', { text, fact }],
      });
      const visual = scenes.at(-1)?.visual;
      return visual?.kind === 'chart' ? visual : undefined;
    };

    // Act and assess
    expect((await chartOf('time', 5))?.chart).toBe('line');
    expect((await chartOf('parts', 4))?.chart).toBe('pie');
    expect((await chartOf('parts', 9))?.chart).toBe('bar');
    expect((await chartOf('time', 2))?.chart).toBe('bar');
    const long = await chartOf('time', 100);
    expect(long?.points.length).toBeLessThanOrEqual(24);
    expect([long?.points[0]?.label, long?.points.at(-1)?.label]).toEqual(['1900', '1999']);
  });

  test('of two columns of a table the one that the line names is drawn, else the newest', async () => {
    // Prepare
    const points = (factor: number) => [
      { label: 'Hydro', value: 128 * factor },
      { label: 'Wind', value: 10 * factor },
    ];
    const column = (title: string, factor: number) => ({
      kind: 'series' as const,
      title,
      shape: 'categories' as const,
      points: points(factor),
    });
    const chartFor = async (text: string) => {
      const { script, research, document } = makeFilm({
        title: 'T',
        language: 'en',
        lines: ['A hook about where electricity comes from.', text],
        tables: [column('2013 (TWh)', 1), column('2023 (TWh)', 2)],
      });
      const facts = research.facts.map((fact) => ({ ...fact, sentences: ['s1'] }));
      const { scenes } = await makeStoryboard(script, { ...research, facts }, document, 1);
      const visual = scenes.at(-1)?.visual;
      return visual?.kind === 'chart' ? visual.title : undefined;
    };

    // Act and assess
    expect(await chartFor('Hydro and wind make most of the power in Norway.')).toBe('2023 (TWh)');
    expect(await chartFor('In 2013 hydro and wind made less of the power.')).toBe('2013 (TWh)');
  });
});
