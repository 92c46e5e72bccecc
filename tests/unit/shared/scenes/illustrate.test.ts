import { loadImage } from '@napi-rs/canvas';
import { beforeAll, describe, expect, it } from 'vitest';
import { STYLES } from '#shared/domain/brief.ts';
import type { Visual } from '#shared/domain/storyboard.ts';
import { Illustration } from '#shared/domain/timeline.ts';
import { contentArea, frameSize } from '#shared/scenes/frame.ts';
import { illustrate, type Scenery } from '#shared/scenes/illustrate.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { EXAMPLES } from '#tests/unit/shared/scenes/example-visuals.ts';
import { drawnBox, memoryStore, withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

const SHAPES = (['16:9', '9:16', '1:1'] as const).map((aspect) => ({ aspect }));
/** Ink of accents and tails may reach beyond its line by this part of the short side. */
const OVERHANG = 0.02;

beforeAll(withFonts);

describe.each(SHAPES)('in $aspect', ({ aspect }) => {
  const frame = frameSize({ aspect, quality: 'draft' });
  it.each(Object.keys(EXAMPLES))(
    '%s stays within the content area and is all there after 1.2 s',
    async (name) => {
      // Prepare
      const visual = EXAMPLES[name];
      if (visual === undefined) throw new Error(name);
      // Signal has the heaviest letters; the others take turns.
      const other = STYLES[name.length % 2] ?? 'paper';
      for (const [index, style] of (['signal', other] as const).entries()) {
        const store = memoryStore();
        const chapter =
          index === 1 ? 'A chapter with a name that goes on for quite a while, and then some' : undefined;
        // Act
        const made = await illustrate(
          { visual, style: STYLE_SHEETS[style], frame, language: 'en', seed: index, chapter },
          store,
        );
        // Assess
        const area = contentArea(frame);
        const slack = Math.ceil(OVERHANG * Math.min(frame.width, frame.height));
        for (const layer of made.layers.slice(1)) {
          const box = await drawnBox(layer, store);
          const { delayMs = 0, durationMs = 0 } = layer.entrance ?? {};
          // What stresses words waits for their line.
          const last = visual.kind === 'statement' && layer.item !== undefined ? 1520 : 1200;
          expect(delayMs + durationMs).toBeLessThanOrEqual(last);
          if (box === undefined) continue;
          expect(box.left).toBeGreaterThanOrEqual(area.x - slack);
          expect(box.top).toBeGreaterThanOrEqual(area.y - slack);
          expect(box.right).toBeLessThanOrEqual(area.x + area.width + slack);
          expect(box.bottom).toBeLessThanOrEqual(area.y + area.height + slack);
        }
        expect(Illustration.safeParse(made).success).toBe(true);
      }
    },
  );
});

const visual: Extract<Visual, { kind: 'statement' }> = {
  kind: 'statement',
  text: 'The sea is deep.',
  emphasis: ['deep'],
};
const scenery: Scenery = {
  visual,
  style: STYLE_SHEETS.midnight,
  frame: { width: 640, height: 360 },
  language: 'en',
  seed: 7,
};
const plain: Scenery = { ...scenery, visual: { ...visual, emphasis: [] } };

it('the same scene gives the same bytes', async () => {
  const [first, second] = [memoryStore(), memoryStore()];
  expect(await illustrate(scenery, first)).toEqual(await illustrate(scenery, second));
});

it('two scenes of a film never share their ground, nor do two films', async () => {
  const grounds = new Set<string | undefined>();
  for (const one of [scenery, plain, { ...scenery, seed: 8 }]) {
    grounds.add((await illustrate(one, memoryStore())).layers[0]?.image.hash);
  }
  expect(grounds.size).toBe(3);
});

it('the ground is an opaque JPEG, as large as its gentle zoom needs', async () => {
  // Prepare
  const store = memoryStore();
  // Act
  const { layers } = await illustrate(scenery, store);
  // Assess
  const ground = layers[0];
  expect(ground).toMatchObject({ x: 0, y: 0, width: 640, height: 360, image: { mediaType: 'image/jpeg' } });
  const image = await loadImage(store.kept.get(ground?.image.hash ?? '') ?? new Uint8Array());
  const zoom = ground?.motion?.toScale ?? 1;
  expect(Math.abs(image.width - 640 * zoom)).toBeLessThanOrEqual(2);
  expect(Math.abs(image.height - 360 * zoom)).toBeLessThanOrEqual(2);
  expect(ground?.motion?.toScale).toBeGreaterThanOrEqual(1.06);
  expect(ground?.motion?.toScale).toBeLessThanOrEqual(1.12);
  expect(layers.slice(1).every(({ image: { mediaType } }) => mediaType === 'image/webp')).toBe(true);
});

it('a draft is the film in small: every box stands in proportion', async () => {
  // Act
  const draft = await illustrate(scenery, memoryStore());
  const film = await illustrate({ ...scenery, frame: { width: 1920, height: 1080 } }, memoryStore());
  // Assess
  draft.layers.forEach((layer, index) => {
    for (const side of ['x', 'y', 'width', 'height'] as const) {
      expect(Math.abs(layer[side] * 3 - (film.layers[index]?.[side] ?? 0))).toBeLessThanOrEqual(7);
    }
  });
});

it('a chapter is named at its first scene, but not above a title', async () => {
  const count = async (one: Scenery) => (await illustrate(one, memoryStore())).layers.length;
  const title: Scenery = { ...scenery, visual: { kind: 'title', title: 'Sea' } };
  expect(await count({ ...scenery, chapter: 'Depths' })).toBe((await count(scenery)) + 1);
  expect(await count({ ...title, chapter: 'Depths' })).toBe(await count(title));
});
