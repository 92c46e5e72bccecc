import { createCanvas } from '@napi-rs/canvas';
import { beforeAll, expect, test } from 'vitest';
import type { Lettering } from '#shared/domain/timeline.ts';
import { fontOf } from '#shared/scenes/text/fonts.ts';
import { recordLettering } from '#shared/scenes/text/record-lettering.ts';
import { withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

beforeAll(withFonts);

function canvas() {
  const context = createCanvas(400, 200).getContext('2d');
  const kept: Lettering[] = [];
  // The layer lies at 100, 50 of the frame.
  context.translate(-100, -50);
  recordLettering(context, { layer: 2, x: 100, y: 50 }, kept);
  context.font = fontOf(700, 40);
  context.fillStyle = '#F4F4F4';
  return { context, kept };
}

test('a text is kept with its box in the frame, its size, colour and layer', () => {
  const { context, kept } = canvas();
  context.fillText('H', 150, 120);
  expect(kept).toEqual([expect.objectContaining({ layer: 2, text: 'H', size: 40, colour: '#f4f4f4' })]);
  const [line] = kept;
  expect(line?.x).toBeGreaterThanOrEqual(150);
  expect((line?.y ?? 0) + (line?.height ?? 0)).toBeCloseTo(120, -1);
  // A capital of Inter is 0.727 em high.
  expect(line?.height).toBeGreaterThanOrEqual(29);
  expect(line?.height).toBeLessThanOrEqual(31);
});

test('the box is where the ink is', () => {
  const { context, kept } = canvas();
  context.fillText('agile', 150, 120);
  const [line] = kept as [Lettering];
  const { data } = context.getImageData(0, 0, 400, 200);
  const inked = Array.from({ length: 400 * 200 }, (_, at) => at).filter((at) => (data[4 * at + 3] ?? 0) > 30);
  const xs = inked.map((at) => (at % 400) + 100);
  const ys = inked.map((at) => Math.floor(at / 400) + 50);
  expect(Math.abs(Math.min(...xs) - line.x)).toBeLessThanOrEqual(1);
  expect(Math.abs(Math.max(...xs) - (line.x + line.width))).toBeLessThanOrEqual(2);
  expect(Math.abs(Math.min(...ys) - line.y)).toBeLessThanOrEqual(1);
  expect(Math.abs(Math.max(...ys) - (line.y + line.height))).toBeLessThanOrEqual(2);
});

test('words of one line are one text; another line and another colour are others', () => {
  const { context, kept } = canvas();
  context.fillText('deep', 120, 100);
  context.fillText('water', 225, 100);
  context.fillText('below', 120, 150);
  context.fillStyle = '#112233';
  context.fillText('us', 240, 150);
  expect(kept.map(({ text }) => text)).toEqual(['deep water', 'below', 'us']);
});

test('faint ornament is not kept, and a colour that lets something through is not told', () => {
  const { context, kept } = canvas();
  context.globalAlpha = 0.2;
  context.fillText('“', 150, 120);
  context.globalAlpha = 1;
  context.fillStyle = 'rgba(1,2,3,0.7)';
  context.fillText('12', 150, 120);
  expect(kept.map(({ text, colour }) => [text, colour])).toEqual([['12', undefined]]);
});
