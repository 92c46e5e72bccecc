import { createCanvas } from '@napi-rs/canvas';
import { beforeAll, expect, it } from 'vitest';
import { ASPECTS } from '#shared/domain/brief.ts';
import { drawCard, drawPictureCard } from '#shared/scenes/brand/draw-card.ts';
import { drawLowerThird } from '#shared/scenes/brand/draw-lower-third.ts';
import { drawWatermark } from '#shared/scenes/brand/draw-watermark.ts';
import { captionArea, contentArea, frameSize } from '#shared/scenes/frame.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { drawnBox, memoryStore, withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

beforeAll(withFonts);

const style = STYLE_SHEETS.gallery;
const LONG = 'Donaudampfschifffahrtsgesellschaft and the Museum of the Upper Harbour';

async function logoIn(store: ReturnType<typeof memoryStore>, width: number, height: number) {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#0a3';
  context.fillRect(0, 0, width, height);
  return store.add(await canvas.encode('png'));
}

it.each(ASPECTS.flatMap((aspect) => [[aspect, 900, 200] as const, [aspect, 200, 900] as const]))(
  'in %s a logo of %i × %i, a title and a line stand within the frame, one below the other',
  async (aspect, width, height) => {
    const store = memoryStore();
    const frame = frameSize({ aspect, quality: 'draft' });
    const brand = { name: 'Harbour', logo: await logoIn(store, width, height) };
    const card = { title: LONG, line: LONG, seconds: 2.5 };
    const { layers } = await drawCard({ brand, card, style, frame, seed: 1, variant: 'intro' }, store);
    const boxes = await Promise.all(layers.slice(1).map((layer) => drawnBox(layer, store)));
    expect(boxes).toHaveLength(3);
    boxes.forEach((box, index) => {
      expect(box?.left).toBeGreaterThanOrEqual(contentArea(frame).x - 2);
      expect(box?.right).toBeLessThanOrEqual(frame.width - contentArea(frame).x + 2);
      expect(box?.top).toBeGreaterThanOrEqual(index === 0 ? 0 : (boxes[index - 1]?.bottom ?? 0));
      expect(box?.bottom).toBeLessThanOrEqual(frame.height);
    });
  },
);

it('a card without a logo bears the name of the brand', async () => {
  const frame = frameSize({ aspect: '16:9', quality: 'draft' });
  const scenery = {
    brand: { name: 'Harbour' },
    card: { seconds: 2 },
    style,
    frame,
    seed: 1,
    variant: 'outro',
  };
  const { layers, texts } = await drawCard(scenery, memoryStore());
  expect([layers.length, texts]).toEqual([2, ['Harbour']]);
});

it.each(['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const)(
  'a watermark at the %s stands in its corner, outside of where text stands',
  async (corner) => {
    for (const aspect of ASPECTS) {
      const store = memoryStore();
      const frame = frameSize({ aspect, quality: 'standard' });
      const logo = await logoIn(store, 1200, 100);
      const mark = await drawWatermark(
        { logo, watermark: { corner, opacity: 0.5, size: 0.055 } },
        frame,
        store,
      );
      const { x = 0, y = 0, width = 0, height = 0 } = mark ?? {};
      expect([x, y, width, height].every((value) => value % 2 === 0)).toBe(true);
      expect(corner.endsWith('left') ? x : frame.width - x - width).toBeLessThan(frame.width * 0.03);
      const { y: top } = contentArea(frame);
      if (corner.startsWith('top')) expect(y + height).toBeLessThanOrEqual(top);
      else expect(y).toBeGreaterThan(captionArea(frame).y);
    }
  },
);

it.each(ASPECTS)('in %s the strip with a name stands above the captions and goes again', async (aspect) => {
  const frame = frameSize({ aspect, quality: 'draft' });
  const lowerThird = { name: LONG, role: LONG };
  const made = await drawLowerThird({ lowerThird }, style, frame, memoryStore());
  const { x = 0, y = 0, width = 0, height = 0, exit } = made?.layer ?? {};
  expect(y + height).toBeLessThanOrEqual(captionArea(frame).y);
  expect(x).toBeGreaterThanOrEqual(contentArea(frame).x - 2);
  expect(x + width).toBeLessThanOrEqual(frame.width - contentArea(frame).x + 2);
  expect(exit?.endMs).toBeGreaterThan(4000);
});

it('a name in letters that no font has is not drawn', async () => {
  const frame = frameSize({ aspect: '16:9', quality: 'draft' });
  expect(await drawLowerThird({ lowerThird: { name: 'ᛁᚠ' } }, style, frame, memoryStore())).toBeUndefined();
});

it('a picture that stands for a card covers the frame and has room to move', async () => {
  const store = memoryStore();
  const frame = frameSize({ aspect: '9:16', quality: 'draft' });
  const { layers, texts } = await drawPictureCard(await logoIn(store, 800, 300), frame, store);
  expect(layers).toHaveLength(1);
  expect(layers[0]).toMatchObject({ x: 0, y: 0, ...frame, motion: { toScale: 1.06 } });
  expect(texts).toEqual([]);
});
