import { describe, expect, it } from 'vitest';
import { Brief } from '#shared/domain/brief.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { cardTransition, withBrand } from '#shared/scenes/brand/with-brand.ts';
import { secondsWithoutCards } from '#shared/scenes/brand/without-cards.ts';
import { Look } from '#shared/scenes/styles/look.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { TENANT } from '#tests/ids.ts';

const image = { hash: 'ab'.repeat(32), mediaType: 'image/png', bytes: 9 };
const layer = { image, x: 0, y: 0, width: 854, height: 480 };
const mark = { image, x: 780, y: 10, width: 60, height: 20 };
const transition = { kind: 'fade' as const, frames: 15 };
const scene = (
  id: string,
  startFrame: number,
  durationMs: number,
  frames = 0,
): Timeline['scenes'][number] => ({
  id,
  startFrame,
  frames: 90,
  transition: { kind: frames > 0 ? 'fade' : 'cut', frames },
  layers: [layer],
  narration: { offsetMs: 250, durationMs, words: [] },
  text: 'Words',
  description: '',
});
const film: Timeline = {
  version: 2,
  title: 'Film',
  language: 'en',
  width: 854,
  height: 480,
  fps: 30,
  frames: 168,
  captions: 'off',
  captionLook: STYLE_SHEETS.paper.captions,
  scenes: [scene('scene-001', 0, 0), scene('scene-002', 78, 2000, 12)],
  quality: 'draft',
};
const card = { layers: [layer], texts: ['Harbour'], seconds: 3 };
const starts = ({ scenes }: Timeline) => scenes.map(({ id, startFrame }) => [id, startFrame]);

describe('a timeline with a brand', () => {
  it('begins with the intro and ends with the outro, each in one transition with the film', () => {
    const made = withBrand(film, { intro: card, outro: card }, transition);
    expect(starts(made)).toEqual([
      ['brand-intro', 0],
      ['scene-001', 75],
      ['scene-002', 153],
      ['brand-outro', 228],
    ]);
    expect(made.frames).toBe(318);
    expect(made.scenes.map((one) => one.transition.frames)).toEqual([0, 15, 12, 15]);
    expect(Timeline.parse(made)).toEqual(made);
  });

  it('has no gap between scenes, whichever cards there are', () => {
    for (const cards of [{}, { intro: card }, { outro: card }, { intro: card, outro: card }]) {
      const made = withBrand(film, cards, transition);
      made.scenes.slice(1).forEach((next, index) => {
        const before = made.scenes[index];
        expect(next.startFrame).toBe(
          (before?.startFrame ?? 0) + (before?.frames ?? 0) - next.transition.frames,
        );
      });
    }
  });

  it('names who speaks over the first scene that is spoken, and over no other', () => {
    const made = withBrand(film, { lowerThird: { layer: mark, texts: ['Ada'] }, intro: card }, transition);
    expect(made.scenes.map(({ layers }) => layers.length)).toEqual([1, 1, 2]);
    expect(made.scenes[2]?.texts).toEqual(['Ada']);
  });

  it('names who speaks where nothing stands in the way, and else over the first scene all the same', () => {
    const [silent, spoken] = film.scenes as [Timeline['scenes'][number], Timeline['scenes'][number]];
    const crowded = { ...spoken, layers: [layer, { ...mark, y: 15 }] };
    const strip = { layer: mark, texts: ['Ada'] };
    const named = (scenes: Timeline['scenes']) =>
      withBrand({ ...film, scenes }, { lowerThird: strip }, transition).scenes.map(({ texts }) => texts?.[0]);
    expect(named([silent, crowded, spoken])).toEqual([undefined, undefined, 'Ada']);
    expect(named([silent, crowded, crowded])).toEqual([undefined, 'Ada', undefined]);
  });

  it('bears the watermark over everything', () => {
    expect(withBrand(film, { watermark: mark }, transition).over).toEqual([mark]);
  });

  it('leaves the timeline that it was given as it was', () => {
    const before = structuredClone(film);
    withBrand(film, { intro: card, outro: card, lowerThird: { layer: mark, texts: [] } }, transition);
    expect(film).toEqual(before);
  });
});

it('what is told is as much shorter as the cards take, so that the film has the wanted length', async () => {
  const style = STYLE_SHEETS.paper;
  const look: Look = { ...style, brand: { name: 'Harbour', intro: { seconds: 3 }, outro: { seconds: 4 } } };
  const assets = { get: async () => Buffer.from(JSON.stringify(Look.parse(look))) };
  const brief = (more: object) =>
    Brief.parse({ version: 1, sources: [], images: [], options: { duration: 30 }, ...more });
  const shared = (2 * cardTransition(style, 1).frames) / 30;
  expect(await secondsWithoutCards(brief({ look: image }), { assets }, TENANT)).toBeCloseTo(30 - 7 + shared);
  expect(await secondsWithoutCards(brief({}), { assets }, TENANT)).toBe(30);
});
