import { describe, expect, test } from 'vitest';
import { clipText } from '#shared/agents/packager/clip-text.ts';
import { clockTime } from '#shared/agents/packager/clock-time.ts';
import { describeFilm } from '#shared/agents/packager/describe-film.ts';
import { planChapters } from '#shared/agents/packager/plan-chapters.ts';
import type { BriefOptions } from '#shared/domain/brief.ts';
import { FilmMetadata } from '#shared/domain/metadata.ts';
import { FILMS } from '#tests/unit/shared/agents/director/films.ts';
import { type FilmSpec, makeFilm } from '#tests/unit/shared/agents/director/make-film.ts';
import { makeTimeline } from '#tests/unit/shared/agents/packager/make-timeline.ts';

const TIMELINE = makeTimeline('The deep sea', [
  { seconds: 4, description: 'The title “The deep sea”' },
  { seconds: 12, chapter: 'A dark world', description: 'The number 10,935 m' },
  { seconds: 20, chapter: 'Life without light' },
  { seconds: 15.5, chapter: 'Going down' },
]);

const YOUTUBE = { fewest: 3, shortestMs: 10_000 };

function describeSpec(spec: FilmSpec, platform?: BriefOptions['platform']) {
  const { script, research, document } = makeFilm(spec);
  return FilmMetadata.parse(describeFilm(TIMELINE, script, research, document, platform));
}

describe('planChapters', () => {
  test('the first chapter is at 0:00 and the others where the timeline has them', () => {
    expect(planChapters(TIMELINE, YOUTUBE)).toEqual([
      { startMs: 0, title: 'A dark world' },
      { startMs: 16_000, title: 'Life without light' },
      { startMs: 36_000, title: 'Going down' },
    ]);
  });

  test('what comes long before the first chapter bears the title of the film', () => {
    const timeline = makeTimeline('My film', [
      { seconds: 11 },
      { seconds: 11, chapter: 'One' },
      { seconds: 11, chapter: 'Two' },
    ]);
    expect(planChapters(timeline, YOUTUBE).map(({ title }) => title)).toEqual(['My film', 'One', 'Two']);
  });

  test('a chapter of less than ten seconds joins its neighbour, at the end too', () => {
    const timeline = makeTimeline('F', [
      { seconds: 15, chapter: 'One' },
      { seconds: 5, chapter: 'Short' },
      { seconds: 15, chapter: 'Two' },
      { seconds: 15, chapter: 'Three' },
      { seconds: 5, chapter: 'Tail' },
    ]);
    expect(planChapters(timeline, YOUTUBE)).toEqual([
      { startMs: 0, title: 'One' },
      { startMs: 15_000, title: 'Short' },
      { startMs: 35_000, title: 'Three' },
    ]);
  });

  test('fewer than a platform wants are none; a short film keeps its own for players', () => {
    const short = makeTimeline('F', [
      { seconds: 6, chapter: 'One' },
      { seconds: 6, chapter: 'Two' },
    ]);
    expect(planChapters(short, YOUTUBE)).toEqual([]);
    expect(planChapters(short)).toEqual([
      { startMs: 0, title: 'One' },
      { startMs: 6000, title: 'Two' },
    ]);
    expect(planChapters(makeTimeline('F', [{ seconds: 60 }]))).toEqual([]);
  });
});

describe('describeFilm', () => {
  test('the description has sentences of the source, chapters with times, and the sources', () => {
    const { description, chapters, durationMs, language } = describeSpec(FILMS.deepSea);
    const [text = '', list, sources] = description.split('\n\n');
    for (const sentence of text.match(/[^.!?]+[.!?]”?/gu) ?? []) {
      expect(
        FILMS.deepSea.lines.map((line) => (typeof line === 'string' ? line : line.text)).join(' '),
      ).toContain(sentence.trim());
    }
    expect(list).toBe('0:00 A dark world\n0:16 Life without light\n0:36 Going down');
    expect(sources).toBe('Sources:\n– briefs/deep-sea.md');
    expect(chapters).toHaveLength(4);
    expect({ durationMs, language }).toEqual({ durationMs: 51_500, language: 'en' });
  });

  test('tags say where they were found, none twice, within the limits', () => {
    // Prepare
    const terms = Array.from({ length: 60 }, (_, at) => `rather long keyword ${at}`);

    // Act
    const { tags } = describeSpec({
      ...FILMS.deepSea,
      terms: [...terms, 'light', 'Light', '<b>', ''],
      entities: ['Pacific'],
    });

    // Assess
    expect(tags.length).toBeLessThanOrEqual(15);
    expect(tags.reduce((sum, { text }) => sum + text.length + 3, 0)).toBeLessThanOrEqual(500);
    expect(new Set(tags.map(({ text }) => text.toLowerCase())).size).toBe(tags.length);
    expect(tags).toContainEqual({ text: 'Pacific', source: 'entity' });
    expect(tags[0]?.source).toBe('term');
  });

  test.each(Object.entries(FILMS))('%s keeps within the limits of its schema', (_, spec) => {
    const { title, altText, description } = describeSpec(spec);
    expect(title).toBe(spec.title);
    expect(altText).toContain('10,935 m');
    expect(description).not.toMatch(/[<>]/);
  });

  test('huge and hostile titles, sources and terms stay within the limits', () => {
    const long = '<script>alert(1)</script> 深海👩‍👩‍👧 '.repeat(200);
    const metadata = describeSpec({
      title: long,
      language: 'en',
      lines: [`${long}.`, `${long}!`],
      terms: [long],
      origin: long,
    });
    expect(metadata.title.length).toBeLessThanOrEqual(100);
    expect(JSON.stringify(metadata)).not.toMatch(/[<>]/);
  });
});

describe('the words for a platform', () => {
  const hook = 'The deepest place on Earth lies in the dark.';
  const spec: FilmSpec = {
    title: 'The deep sea',
    language: 'en',
    lines: [
      hook,
      ...Array.from(
        { length: 12 },
        (_, at) => `In the year ${1900 + at} a ship measured another part of the sea floor.`,
      ),
    ],
    terms: ['sea floor', 'light', 'trench', 'pressure', 'ships', 'depth'],
  };

  test.each([
    ['x', 280, 2],
    ['instagram', 2200, 5],
    ['tiktok', 2200, 5],
    ['linkedin', 3000, 3],
  ] as const)(
    'on %s keep within %i characters, begin with the film’s first sentence and bear %i hashtags',
    (platform, most, tags) => {
      const { description } = describeSpec(spec, platform);
      expect(description.length).toBeLessThanOrEqual(most);
      expect(description.startsWith(hook)).toBe(true);
      expect(description.match(/#[\p{L}\p{N}]+/gu)).toHaveLength(tags);
      expect(description).not.toMatch(/\d:\d\d /u);
    },
  );

  test('on YouTube have chapters with times and no hashtags', () => {
    const { description, chapters } = describeSpec(spec, 'youtube');
    expect(description).toContain('0:16 Life without light');
    expect(description).not.toContain('#');
    expect(chapters).toHaveLength(3);
  });

  test('that describe the picture tell what is seen and do not begin with the title again', () => {
    const { altText } = describeSpec(spec);
    expect(altText).toBe('The title “The deep sea”. The number 10,935 m.');
  });
});

describe('clipText', () => {
  test.each([
    ['short enough', 20, 'short enough'],
    ['a sentence that is too long to fit', 20, 'a sentence that is…'],
    ['👩‍👩‍👧'.repeat(3), 10, '…'],
    ['two\nlines\u0000 <b>', 40, 'two lines b'],
  ])('%j within %i', (text, limit, wanted) => {
    const clipped = clipText(text, limit);
    expect(clipped.length).toBeLessThanOrEqual(limit);
    if (!text.startsWith('👩')) expect(clipped).toBe(wanted);
    expect(clipped.isWellFormed()).toBe(true);
  });
});

test.each([
  [0, '0:00'],
  [7_900, '0:07'],
  [750_000, '12:30'],
  [3_723_000, '1:02:03'],
])('%i ms is %s on the clock', (ms, wanted) => {
  expect(clockTime(ms)).toBe(wanted);
});
