import { describe, expect, test } from 'vitest';
import { makeStoryboard } from '#shared/agents/director/make-storyboard.ts';
import { researchDocument } from '#shared/agents/researcher/research-document.ts';
import { composeScript } from '#shared/agents/writer/compose-script.ts';
import type { PreparedFootage } from '#shared/domain/prepared-media.ts';
import { type Scene, Storyboard } from '#shared/domain/storyboard.ts';
import { fakeRef } from '#tests/unit/shared/agents/director/make-film.ts';
import { readDocument } from '#tests/unit/shared/agents/reader/read-document.ts';

/** The scenes of a film of a whole text. */
async function scenesOf(
  text: string,
  footage: readonly PreparedFootage[] = [],
  seconds = 300,
): Promise<Scene[]> {
  const document = await readDocument(text, { format: 'markdown' });
  const research = await researchDocument(document);
  const pauses = { around: 2, line: 0.2 };
  const script = composeScript(document, research, { seconds, wordsPerMinute: 165, pauses });
  return Storyboard.parse(await makeStoryboard(script, research, document, 1, footage)).scenes;
}
const sceneWith = (scenes: readonly Scene[], words: string) =>
  scenes.find(({ narration }) => narration.includes(words));

const HISTORY = `# The elevator

People have lifted loads with ropes since antiquity. What kept them off the ropes was fear.

In 1852 Elisha Otis built a brake that caught a falling platform. Few people believed him at first. In 1857 the first passenger elevator opened in a shop on Broadway. In 1880 Werner von Siemens showed the first electric elevator in Mannheim.

Before the elevator, the top floors of a house were the cheapest; after it, they became the most expensive.

The share of city dwellers was 13 percent in 1900. It reached 29 percent in 1950. In 2000 it was 47 percent, and in 2020 it stood at 56 percent. None of those cities could stand without that brake.
`;

describe('kinds of pictures that words call for', () => {
  test('dated events near each other become a timeline that grows, the last one with its word', async () => {
    const scene = sceneWith(await scenesOf(HISTORY), 'Werner von Siemens');
    expect(scene?.visual).toMatchObject({
      kind: 'timeline',
      events: [{ when: '1852', what: 'Elisha Otis built a brake' }, { when: '1857' }, { when: '1880' }],
    });
    expect(scene?.reveals?.slice(0, 2)).toEqual([0, 0]);
    expect(scene?.reveals?.[2]).toBeGreaterThan(0);
  });

  test('before and after are set against each other', async () => {
    const scene = sceneWith(await scenesOf(HISTORY), 'top floors');
    expect(scene?.visual).toMatchObject({
      kind: 'comparison',
      sides: [{ label: 'Before' }, { label: 'After' }],
    });
    expect(scene?.reveals).toHaveLength(2);
  });

  test('figures that sentences tell one after another become one chart with what they measure', async () => {
    const charts = (await scenesOf(HISTORY)).flatMap(({ visual }) =>
      visual.kind === 'chart' ? [visual] : [],
    );
    expect(charts).toHaveLength(1);
    expect(charts[0]).toMatchObject({
      chart: 'line',
      title: 'The share of city dwellers',
      points: [
        { label: '1900', value: 13 },
        { label: '1950', value: 29 },
        { label: '2000', value: 47 },
        { label: '2020', value: 56 },
      ],
    });
  });

  test('two figures of one unit on two things are compared', async () => {
    const scenes = await scenesOf(
      'Rain is measured at home too. The rain gauge is accurate to 2 %, whereas most home stations are off by 10 %. That is all.',
    );
    expect(sceneWith(scenes, 'rain gauge')?.visual).toMatchObject({
      kind: 'comparison',
      sides: [
        { label: 'The rain gauge', display: '2 %' },
        { label: 'Most home stations', display: '10 %' },
      ],
    });
  });

  test('shares that a sentence gives to names become a chart', async () => {
    const scenes = await scenesOf(
      '# Cacao\n\nEl cacao viene de América. Hoy Costa de Marfil produce el 38 % del cacao del mundo, Ghana el 14 %, Ecuador el 9 % e Indonesia el 5 %. Un árbol da frutos durante décadas.',
    );
    const chart = scenes.find(({ visual }) => visual.kind === 'chart')?.visual;
    expect(chart).toMatchObject({
      kind: 'chart',
      points: [{ label: 'Costa de Marfil', value: 38 }, {}, {}, {}],
    });
  });

  test('steps bear their numbers, and a listing is shown beside its sentence', async () => {
    const scenes = await scenesOf(
      '# Setting up\n\nThe tool runs on every machine. It is small.\n\n1. Download the newest archive from the page of the project.\n2. Unpack the archive into a folder of your own choice.\n\nThen start it with one command:\n\n```sh\nnpx tool start\n```\n\nIt answers within a second. Read the manual for everything else.',
    );
    const steps = scenes.flatMap(({ visual }) => (visual.kind === 'chapter' ? [visual.number] : []));
    expect(steps).toEqual([1, 2]);
    expect(sceneWith(scenes, 'one command')?.visual).toEqual({
      kind: 'code',
      code: 'npx tool start',
      language: 'sh',
    });
    expect(scenes.some(({ narration }) => narration.includes('npx'))).toBe(false);
  });

  test('items of a list come with the words that say them', async () => {
    const scenes = await scenesOf(
      'This is how an orchestra sounds. It has violins, trumpets, flutes and drums. All of them play together.',
    );
    const scene = sceneWith(scenes, 'violins');
    expect(scene?.visual).toMatchObject({ kind: 'list', items: ['Violins', 'Trumpets', 'Flutes', 'Drums'] });
    expect(scene?.reveals).toEqual([2, 3, 4, 6]);
  });

  test('own footage is shown where the text speaks of it: the best shot that lasts as long', async () => {
    const footage: PreparedFootage = {
      name: 'brake-test.mp4',
      alt: 'A falling platform is caught',
      video: fakeRef('brake', 'video/mp4'),
      width: 1920,
      height: 1080,
      durationMs: 30_000,
      shots: [
        { fromMs: 0, toMs: 2000, focus: { x: 0.5, y: 0.5 }, score: 0.9 },
        { fromMs: 2000, toMs: 14_000, focus: { x: 0.3, y: 0.4 }, score: 0.7 },
        { fromMs: 14_000, toMs: 30_000, focus: { x: 0.5, y: 0.5 }, score: 0.2 },
      ],
    };
    const scene = sceneWith(await scenesOf(HISTORY, [footage]), 'falling platform');
    expect(scene?.visual).toMatchObject({
      kind: 'clip',
      fromMs: 2000,
      durationMs: 12_000,
      focus: { x: 0.3, y: 0.4 },
    });
  });

  test('own footage is shown where the text names its file, though no word of it is said', async () => {
    const footage: PreparedFootage = {
      name: 'DSC-0042.MP4',
      video: fakeRef('dive', 'video/mp4'),
      width: 1920,
      height: 1080,
      durationMs: 20_000,
      shots: [{ fromMs: 0, toMs: 20_000, focus: { x: 0.5, y: 0.5 }, score: 0.5 }],
    };
    const text = HISTORY.replace('\n\nBefore', '\n\n![](clips/dsc-0042.mp4)\n\nBefore');
    const scenes = await scenesOf(text, [footage]);
    const at = scenes.findIndex(({ visual }) => visual.kind === 'clip');
    expect(scenes[at]?.narration).toMatch(/Siemens|top floors/u);
  });

  test('a film of a minute names its chapters, a shorter one does not; the last picture is the end card', async () => {
    const part = (name: string, at: number) =>
      `## ${name}\n\n${Array.from({ length: 6 }, (_, i) => `Village ${name} number ${i + at} keeps ${at * 31 + i * 7} goats behind its old stone walls.`).join(' ')}`;
    const text = `# Goats\n\nGoats live on many mountains of the world.\n\n${['Alpha', 'Beta', 'Gamma'].map((name, at) => part(name, at + 2)).join('\n\n')}`;
    const long = await scenesOf(text, [], 120);
    expect(long.flatMap(({ visual }) => (visual.kind === 'chapter' ? [visual.title] : []))).toEqual([
      'Alpha',
      'Beta',
      'Gamma',
    ]);
    expect(long.at(-1)?.visual).toMatchObject({ kind: 'end', title: 'Goats' });
    const short = await scenesOf(text, [], 30);
    expect(short.filter(({ visual }) => visual.kind === 'chapter')).toEqual([]);
  });

  test('lines of verse are shown as they stand, two to a picture', async () => {
    const document = await readDocument(
      'The Road\nby A. Poet\n\nTwo roads diverged in a yellow wood,\nAnd sorry I could not travel both\nAnd be one traveler, long I stood\nAnd looked down one as far as I could\nTo where it bent in the undergrowth;',
      { format: 'plain', name: 'poem.txt' },
    );
    const research = await researchDocument(document);
    const wish = { seconds: 40, wordsPerMinute: 165, pauses: { around: 2, line: 0.2 } };
    const { scenes, title } = await makeStoryboard(
      composeScript(document, research, wish),
      research,
      document,
      1,
    );
    expect(title).toBe('The Road');
    expect(scenes[1]?.visual).toMatchObject({
      text: 'And sorry I could not travel both / And be one traveler, long I stood',
    });
  });

  test('in Japanese no figure stands without its counter, no name of a work as a quotation, no clause alone', async () => {
    const scenes = await scenesOf(
      '# 富士山\n\n富士山は日本で一番高い山です。浮世絵師の葛飾北斎は「富嶽三十六景」で富士山を46枚も描きました。多くの人は夜中に登り、山頂で日の出を見ます。',
    );
    expect(scenes.map(({ visual }) => visual.kind)).not.toContain('quote');
    expect(scenes.map(({ visual }) => visual.kind)).not.toContain('number');
    expect(JSON.stringify(scenes)).not.toContain('"text":"多くの人は夜中に登り"');
  });

  test('every scene tells how well its picture fits, and no whole sentence of ten words or more stands alone', async () => {
    const scenes = await scenesOf(HISTORY);
    for (const { match } of scenes) expect(match).toBeGreaterThanOrEqual(0.5);
    const repeated = scenes.filter(
      ({ visual, narration }) =>
        visual.kind === 'statement' &&
        visual.text === narration.replace(/[.]$/u, '') &&
        narration.split(' ').length >= 10,
    );
    expect(repeated.length).toBeLessThanOrEqual(1);
  });
});
