import { readdirSync } from 'node:fs';
import { createCanvas } from '@napi-rs/canvas';
import { beforeAll, describe, expect, it } from 'vitest';
import { ASPECTS, STYLES } from '#shared/domain/brief.ts';
import { paintGround } from '#shared/scenes/background/paint-ground.ts';
import { contentArea, frameSize } from '#shared/scenes/frame.ts';
import { contrast, type Rgb, rgbOf } from '#shared/scenes/styles/colour.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { STYLE_SHEETS, styleNamed } from '#shared/scenes/styles/style-sheets.ts';
import { measureOf } from '#shared/scenes/text/measure.ts';
import { withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

/** WCAG 2.2: body text 4.5, graphics 3. */
const TEXT = 4.5;
const GRAPHIC = 3;
/** Pixels of a ground that are taken together: grain and hairlines are finer than any letter. */
const FIELD = 10;

/** Colours of a ground as they are drawn where text may stand, one for each small field, for several films and shapes. */
function drawnColours(style: StyleSheet): Rgb[] {
  const colours: Rgb[] = [];
  for (let seed = 0; seed < 9; seed += 1) {
    const aspect = ASPECTS[seed % ASPECTS.length] ?? '16:9';
    const { width, height } = frameSize({ aspect, quality: 'draft' });
    const size = { width: Math.round(width / 2), height: Math.round(height / 2) };
    const context = createCanvas(size.width, size.height).getContext('2d');
    paintGround(context, size, style, { seed, variant: `scene ${seed}` });
    const area = contentArea(size);
    const [columns, rows] = [Math.floor(area.width / FIELD), Math.floor(area.height / FIELD)];
    const small = createCanvas(columns, rows).getContext('2d');
    small.imageSmoothingQuality = 'high';
    small.drawImage(context.canvas, area.x, area.y, area.width, area.height, 0, 0, columns, rows);
    const { data } = small.getImageData(0, 0, columns, rows);
    for (let at = 0; at < data.length; at += 4) {
      colours.push([data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]);
    }
  }
  return colours;
}

const worst = (colour: string, grounds: readonly Rgb[]): number =>
  Math.min(...grounds.map((ground) => contrast(rgbOf(colour), ground)));

beforeAll(withFonts);

it('a style that is a file is one that a brief can name, and the reverse', () => {
  const files = readdirSync('examples/styles').map((name) => name.replace(/\.yaml$/, ''));
  expect(files.sort()).toEqual([...STYLES].sort());
});

it('a name that no style bears is refused with those that there are and the nearest', () => {
  expect(() => styleNamed('midnigth')).toThrow(/there are midnight, paper.*the nearest is midnight/);
  expect(() => styleNamed('constructor')).toThrow(/there is no style constructor/);
});

describe.each(STYLES)('%s', (name) => {
  const style = STYLE_SHEETS[name];
  const grounds = drawnColours(style);

  it('bears its own name', () => {
    expect(style.name).toBe(name);
  });

  it.each(['ink', 'muted', 'accent'] as const)(
    '%s can be read wherever text stands on any ground',
    (role) => {
      expect(worst(style[role], grounds)).toBeGreaterThanOrEqual(TEXT);
    },
  );

  it.each(style.series)('%s of a chart stands out from every ground', (colour) => {
    expect(worst(colour, grounds)).toBeGreaterThanOrEqual(GRAPHIC);
  });

  it('sets every role in letters of its family, not in those that stand in for it', () => {
    for (const role of [style.display, style.heading, style.body, style.label, style.code]) {
      const { family = 'Inter' } = role;
      const own = measureOf({ ...role, family })('Hamburgefonstiv');
      const fallback = measureOf({ ...role, family: 'No Such Face' })('Hamburgefonstiv');
      expect(own === fallback).toBe(family === 'Inter');
    }
  });
});
