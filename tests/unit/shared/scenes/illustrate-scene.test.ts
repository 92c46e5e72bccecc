import { loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type * as z from 'zod';
import { Illustration } from '#shared/domain/timeline.ts';
import { groundSize } from '#shared/scenes/ground-size.ts';
import { illustrateScene } from '#shared/scenes/illustrate-scene.ts';
import { imageWithin } from '#shared/scenes/image-pack.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { drawing } from '#tests/security/picture-files.ts';
import { type Harness, openHarness } from '#tests/unit/shared/render/step-harness.ts';

type Input = z.infer<typeof illustrateScene.input>;

let harness: Harness;
const scene: Input = {
  visual: { kind: 'title', title: 'The sea' },
  style: STYLE_SHEETS.paper,
  width: 640,
  height: 360,
  language: 'en',
  seed: 1,
};

async function illustrated(input: Input): Promise<Illustration> {
  const { illustration } = await illustrateScene.run(illustrateScene.input.parse(input), harness.context);
  return Illustration.parse(illustration);
}

beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

it('keeps all layers as one asset, each a picture within it, and describes the picture', async () => {
  const { layers, description } = await illustrated(scene);
  expect(description).toBe('The sea');
  expect(layers.length).toBeGreaterThan(1);
  expect(new Set(layers.map(({ image }) => image.hash)).size).toBe(1);
  for (const layer of layers) {
    const asset = await harness.assets.get(harness.context.tenant, layer.image);
    const { width, height } = await loadImage(imageWithin(asset, layer));
    const wanted = layer === layers[0] ? groundSize(layer) : layer;
    expect([width, height]).toEqual([wanted.width, wanted.height]);
  }
});

it('shows the ground alone where letters are missing, and never what is left of a text', async () => {
  const { layers, description, texts } = await illustrated({
    ...scene,
    visual: { kind: 'statement', text: '7월에서 9월', emphasis: [] },
    chapter: '여름',
  });
  expect({ layers: layers.length, description, texts }).toEqual({ layers: 1, description: '' });
});

it('keeps the texts that were drawn', async () => {
  const { texts } = await illustrated({ ...scene, visual: { kind: 'title', title: 'The sea 🌊' } });
  expect(texts).toEqual(['The', 'sea\u{a0}🌊']);
});

it('shows a picture that fills the frame with its caption, zooming towards what is seen', async () => {
  // Prepare
  const bytes = drawing(1200, 700).encodeSync('jpeg', 90);
  const image = await harness.assets.put(harness.context.tenant, bytes, 'image/jpeg');
  // Act
  const { layers, description } = await illustrated({
    ...scene,
    visual: { kind: 'picture', image, caption: 'Red and green' },
  });
  // Assess
  expect(layers).toHaveLength(2);
  expect(layers[0]?.motion?.x).toBeCloseTo(0.5, 1);
  expect(description).toBe('Red and green');
});

it.each([
  ['cut off', drawing(400, 300).encodeSync('jpeg', 90).subarray(0, 900)],
  ['an SVG that claims to be a JPEG', Buffer.from('<svg/>')],
])('refuses a picture that is %s', async (_, bytes) => {
  const image = await harness.assets.put(harness.context.tenant, bytes, 'image/jpeg');
  const made = illustrated({ ...scene, visual: { kind: 'picture', image } });
  await expect(made).rejects.toMatchObject({ code: 'MEDIA_INVALID' });
});
