import { createCanvas, loadImage } from '@napi-rs/canvas';
import { beforeAll, describe, expect, it } from 'vitest';
import { STYLES } from '#shared/domain/brief.ts';
import type { Visual } from '#shared/domain/storyboard.ts';
import type { Layer } from '#shared/domain/timeline.ts';
import { frameSize } from '#shared/scenes/frame.ts';
import { illustrate } from '#shared/scenes/illustrate.ts';
import { imageWithin } from '#shared/scenes/image-pack.ts';
import { contrast, type Rgb } from '#shared/scenes/styles/colour.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { type MemoryStore, memoryStore, withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

beforeAll(withFonts);

/** WCAG 2.2, success criterion 1.4.3. */
const READABLE = 4.5;

/** Scenes of which every overlay is text, or text on a panel of its own. */
const SCENES: Record<string, Visual> = {
  title: { kind: 'title', title: 'The deep ocean', subtitle: 'Why we know so little about it' },
  statement: { kind: 'statement', text: 'The sea is deep and dark.', emphasis: ['dark'] },
  quote: { kind: 'quote', text: 'The sea casts a spell.', source: 'A sailor' },
  list: { kind: 'list', heading: 'Three seas', items: ['Red', 'Black', 'Dead'], ordered: true },
  end: { kind: 'end', title: 'The deep ocean', line: 'Read more at example.org' },
};

async function pixelsOf(layer: Layer, store: MemoryStore, size: { width: number; height: number }) {
  const asset = store.kept.get(layer.image.hash) ?? new Uint8Array();
  const context = createCanvas(size.width, size.height).getContext('2d');
  context.drawImage(await loadImage(imageWithin(asset, layer)), 0, 0, size.width, size.height);
  return context.getImageData(0, 0, size.width, size.height).data;
}

const pixel = (data: Uint8ClampedArray, at: number): Rgb => [
  data[at] ?? 0,
  data[at + 1] ?? 0,
  data[at + 2] ?? 0,
];

/** A thin line of the ground that crosses letters does not make them illegible: so many of their pixels may lie on one. */
const CROSSED = 0.02;

/** The contrast to what is behind them that all solid pixels of a layer have, but for the part that is {@link CROSSED}. */
async function contrastOf(layer: Layer, ground: Uint8ClampedArray, width: number, store: MemoryStore) {
  const data = await pixelsOf(layer, store, layer);
  const found: number[] = [];
  for (let at = 0; at < data.length; at += 4) {
    // Half-covered pixels at the edges of letters do not make them legible or not.
    if ((data[at + 3] ?? 0) < 250) continue;
    const [x, y] = [layer.x + ((at / 4) % layer.width), layer.y + Math.floor(at / 4 / layer.width)];
    found.push(contrast(pixel(data, at), pixel(ground, (y * width + x) * 4)));
  }
  found.sort((a, b) => a - b);
  return found[Math.floor(found.length * CROSSED)] ?? 21;
}

describe.each(STYLES)('in %s', (name) => {
  it.each(Object.keys(SCENES))('the words of a %s can be read against what is behind them', async (kind) => {
    // Arrange
    const store = memoryStore();
    const frame = frameSize({ aspect: '1:1', quality: 'draft' });
    const visual = SCENES[kind] as Visual;
    // Act
    const scenery = { visual, style: STYLE_SHEETS[name], frame, language: 'en', seed: 5 };
    const { layers } = await illustrate(scenery, store);
    // Assert
    const [first, ...overlays] = layers as [Layer, ...Layer[]];
    const ground = await pixelsOf(first, store, frame);
    for (const layer of overlays) {
      // What stresses a word covers it, and may have a surface of its own.
      if (kind === 'statement' && layer.item !== undefined) continue;
      if (kind === 'title' && layer === overlays[0]) continue;
      expect(await contrastOf(layer, ground, frame.width, store)).toBeGreaterThanOrEqual(READABLE);
    }
  });
});
