import { createCanvas, loadImage } from '@napi-rs/canvas';
import { beforeAll, expect, it } from 'vitest';
import type { Visual } from '#shared/domain/storyboard.ts';
import { frameSize } from '#shared/scenes/frame.ts';
import { illustrate } from '#shared/scenes/illustrate.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { memoryStore, withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

beforeAll(withFonts);

/** Columns of the frame, left to right, in which a chart of bars has the accent's colour, and in which that of a series. */
async function colouredColumns(labels: string[], values: number[]) {
  const store = memoryStore();
  const visual: Visual = {
    kind: 'chart',
    chart: 'bar',
    title: '',
    points: labels.map((label, index) => ({ label, value: values[index] ?? 0 })),
  };
  const frame = frameSize({ aspect: '16:9', quality: 'draft' });
  const made = await illustrate(
    { visual, style: STYLE_SHEETS.signal, frame, language: 'en', seed: 1 },
    store,
  );
  const context = createCanvas(frame.width, frame.height).getContext('2d');
  for (const layer of made.layers.slice(1)) {
    context.drawImage(
      await loadImage(store.kept.get(layer.image.hash) ?? new Uint8Array()),
      layer.x,
      layer.y,
    );
  }
  const { data } = context.getImageData(0, 0, frame.width, frame.height);
  const columnsOf = (colour: string | undefined): number[] => {
    const rgb = (colour?.match(/[0-9a-f]{2}/g) ?? []).map((hex) => Number.parseInt(hex, 16));
    const rows = (x: number): number =>
      Array.from({ length: frame.height }, (_, y) => (y * frame.width + x) * 4).filter((at) =>
        rgb.every((channel, index) => Math.abs((data[at + index] ?? 0) - channel) < 10),
      ).length;
    return Array.from({ length: frame.width }, (_, x) => x).filter((x) => rows(x) > 25);
  };
  const sheet = STYLE_SHEETS.signal;
  return { accent: columnsOf(sheet.accent), series: columnsOf(sheet.series[0]) };
}

it('of bars in no order of time none is accented, whichever is the largest', async () => {
  for (const values of [
    [5, 3, 4],
    [3, 5, 4],
  ]) {
    const { accent, series } = await colouredColumns(['Tea', 'Milk', 'Water'], values);
    expect(accent).toEqual([]);
    expect(series.length).toBeGreaterThan(30);
  }
});

it('of bars in time the newest is accented, also where another one is larger', async () => {
  const { accent, series } = await colouredColumns(['1930', '1950', '1990', '2023'], [3, 9, 4, 5]);
  expect(accent.length).toBeGreaterThan(10);
  expect(Math.min(...accent)).toBeGreaterThan(Math.max(...series));
});

it('bars of years stand where these lie in time', async () => {
  const { accent, series } = await colouredColumns(['1950', '1960', '1990', '2000'], [5, 5, 5, 5]);
  const all = [...series, ...accent];
  const starts = all.filter((x, index) => x - (all[index - 1] ?? Number.NEGATIVE_INFINITY) > 1);
  const [first = 0, second = 0, third = 0, last = 0] = starts;
  expect(starts).toHaveLength(4);
  expect(Math.abs((third - second) / (second - first) - 3)).toBeLessThan(0.15);
  expect(Math.abs((last - third) / (second - first) - 1)).toBeLessThan(0.1);
});
