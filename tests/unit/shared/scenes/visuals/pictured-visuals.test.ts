import { loadImage } from '@napi-rs/canvas';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Visual } from '#shared/domain/storyboard.ts';
import { Illustration, type Layer } from '#shared/domain/timeline.ts';
import { captionArea, contentArea, frameSize } from '#shared/scenes/frame.ts';
import { illustrate } from '#shared/scenes/illustrate.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { drawing } from '#tests/security/picture-files.ts';
import { drawnBox, type MemoryStore, memoryStore, withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

beforeAll(withFonts);

const SHAPES = (['16:9', '9:16', '1:1'] as const).map((aspect) => ({ aspect }));
const jpeg = (store: MemoryStore, width: number, height: number) =>
  store.add(drawing(width, height).encodeSync('jpeg', 85), 'image/jpeg');

async function layersOf(
  visual: Visual,
  aspect: '16:9' | '9:16' | '1:1',
  store: MemoryStore,
): Promise<Layer[]> {
  const frame = frameSize({ aspect, quality: 'draft' });
  const made = await illustrate(
    { visual, style: STYLE_SHEETS.midnight, frame, language: 'en', seed: 1 },
    store,
  );
  return Illustration.parse(made).layers;
}

describe.each(SHAPES)('in $aspect', ({ aspect }) => {
  const frame = frameSize({ aspect, quality: 'draft' });

  it.each([2, 3, 4, 5])(
    'a collage of %i fills the frame with pictures that do not overlap',
    async (count) => {
      // Arrange
      const store = memoryStore();
      const images = Array.from({ length: count }, (_, index) => ({
        image: jpeg(store, 300 + index, index % 2 === 0 ? 200 : 400),
        caption: 'A picture with a caption',
      }));
      // Act
      const layers = await layersOf({ kind: 'collage', images }, aspect, store);
      // Assert
      const tiles = layers.slice(1).filter(({ image }) => image.mediaType === 'image/jpeg');
      expect(tiles.map(({ item }) => item)).toEqual(images.map((_, index) => index));
      const covered = tiles.reduce((sum, { width, height }) => sum + width * height, 0);
      expect(covered).toBeLessThanOrEqual(frame.width * frame.height);
      expect(covered).toBeGreaterThan(frame.width * frame.height * 0.96);
      for (const one of tiles) {
        for (const other of tiles) {
          if (one === other) continue;
          const apart =
            one.x + one.width <= other.x ||
            other.x + other.width <= one.x ||
            one.y + one.height <= other.y ||
            other.y + other.height <= one.y;
          expect(apart).toBe(true);
        }
      }
      const captions = captionArea(frame);
      for (const strip of layers.slice(1).filter((layer) => !tiles.includes(layer))) {
        const box = await drawnBox(strip, store);
        expect(box?.bottom).toBeLessThanOrEqual(captions.y);
      }
    },
  );

  it('a screenshot stands in a window above the captions, also once the view has come nearer', async () => {
    // Arrange
    const store = memoryStore();
    const image = jpeg(store, 640, 1200);
    // Act
    const [ground] = await layersOf({ kind: 'screenshot', image, address: 'example.org' }, aspect, store);
    // Assert
    const area = contentArea(frame);
    const at = ground?.motion;
    expect(at?.x).toBeGreaterThan(area.x / frame.width);
    expect(at?.y).toBeLessThan((area.y + area.height) / frame.height);
    expect(at?.toScale).toBeGreaterThan(1);
  });
});

it.each([
  ['of the frame’s shape fills the frame', 640, 360, true],
  ['a little narrower is cropped', 480, 360, true],
  ['that stands upright has a frame of its own', 360, 640, false],
])('footage %s', async (_, width, height, fills) => {
  // Arrange
  const store = memoryStore();
  const footage = jpeg(store, width, height);
  const visual = { kind: 'clip', footage, width, height, fromMs: 500, durationMs: 3000 } as const;
  // Act
  const layers = await layersOf(visual, '16:9', store);
  // Assert
  const shown = layers.find((layer) => layer.footage !== undefined);
  expect(shown === layers[0]).toBe(fills);
  expect(shown?.footage).toMatchObject({ video: footage, fromMs: 500, speed: 1 });
  const crop = shown?.footage?.crop ?? { width: 0, height: 0 };
  const shape = ((crop.width * width) / (crop.height * height) / (shown?.width ?? 1)) * (shown?.height ?? 1);
  expect(shape).toBeCloseTo(1, 1);
  for (const side of ['x', 'y', 'width', 'height'] as const) expect((shown?.[side] ?? 1) % 2).toBe(0);
  const still = await loadImage(store.kept.get(shown?.image.hash ?? '') ?? new Uint8Array());
  expect(still.width).toBeGreaterThanOrEqual(shown?.width ?? 0);
});

it('the caption of footage stands above the captions of the film', async () => {
  const store = memoryStore();
  const footage = jpeg(store, 640, 360);
  const visual = { kind: 'clip', footage, width: 640, height: 360, fromMs: 0, durationMs: 3000 } as const;
  const layers = await layersOf({ ...visual, caption: 'Filmed in May' }, '9:16', store);
  const strip = layers.at(-1);
  if (strip === undefined) throw new Error('There is no caption.');
  const area = captionArea(frameSize({ aspect: '9:16', quality: 'draft' }));
  expect((await drawnBox(strip, store))?.bottom).toBeLessThanOrEqual(area.y);
});
