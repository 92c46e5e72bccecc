import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { beforeAll, describe, expect, it } from 'vitest';
import { STYLES } from '#shared/domain/brief.ts';
import { paintGround } from '#shared/scenes/background/paint-ground.ts';
import { contrast, type Rgb, rgbOf } from '#shared/scenes/styles/colour.ts';
import { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { tools } from '#tests/unit/shared/scenes/scene-kit.ts';

/** WCAG 2.2: body text 4.5, graphics 3. */
const TEXT = 4.5;
const GRAPHIC = 3;

/** Colours of a ground as they are drawn, one for each of some hundred small fields, for several films and scenes. */
function drawnColours(style: StyleSheet): Rgb[] {
  const size = { width: 320, height: 180 };
  const colours: Rgb[] = [];
  for (let seed = 0; seed < 9; seed += 1) {
    const context = createCanvas(size.width, size.height).getContext('2d');
    paintGround(context, size, style, { seed, variant: `scene ${seed}` });
    const small = createCanvas(32, 18).getContext('2d');
    small.imageSmoothingQuality = 'high';
    small.drawImage(context.canvas, 0, 0, 32, 18);
    const { data } = small.getImageData(0, 0, 32, 18);
    for (let at = 0; at < data.length; at += 4) {
      colours.push([data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]);
    }
  }
  return colours;
}

const worst = (colour: string, grounds: readonly Rgb[]): number =>
  Math.min(...grounds.map((ground) => contrast(rgbOf(colour), ground)));

describe.each(STYLES)('%s', (name) => {
  const style = STYLE_SHEETS[name];
  const grounds = drawnColours(style);

  it('fits the schema and bears its own name', () => {
    expect(StyleSheet.parse(style).name).toBe(name);
  });

  it.each(['ink', 'muted', 'accent'] as const)('%s can be read everywhere on every ground', (role) => {
    expect(worst(style[role], grounds)).toBeGreaterThanOrEqual(TEXT);
  });

  it('words can be read on markers, pills and the scrim of pictures', () => {
    expect(contrast(rgbOf(style.onAccent), rgbOf(style.accent))).toBeGreaterThanOrEqual(TEXT);
    expect(contrast(rgbOf(style.ink), rgbOf(style.panel))).toBeGreaterThanOrEqual(TEXT);
    // A caption's strip lets 14 % of the picture through, black or white at worst.
    for (const behind of [0, 255]) {
      const strip = rgbOf(style.scrim).map((channel) => channel * 0.86 + behind * 0.14) as unknown as Rgb;
      expect(contrast(rgbOf(style.onScrim), strip)).toBeGreaterThanOrEqual(TEXT);
      expect(contrast(rgbOf(style.accent), strip)).toBeGreaterThanOrEqual(TEXT);
    }
  });

  it.each(style.series)('%s of a chart stands out from every ground', (colour) => {
    expect(worst(colour, grounds)).toBeGreaterThanOrEqual(GRAPHIC);
  });

  it('captions can be read in both colours against their outline', () => {
    const { fill, highlight, outline } = STYLE_SHEETS[name].captions;
    expect(contrast(rgbOf(fill), rgbOf(outline))).toBeGreaterThanOrEqual(TEXT);
    expect(contrast(rgbOf(highlight), rgbOf(outline))).toBeGreaterThanOrEqual(TEXT);
    expect(fill).not.toBe(highlight);
  });
});

describe('fonts of captions', () => {
  beforeAll(async () => {
    for (const file of await tools.fontFiles()) GlobalFonts.registerFromPath(file);
  });

  it.each(STYLES)('%s names a family and weight that one of our font files has', (name) => {
    const { fontFamily, weight } = STYLE_SHEETS[name].captions;
    const family = fontFamily.split(' ')[0] ?? '';
    const weights = GlobalFonts.families
      .find((one) => one.family === family)
      ?.styles.map((one) => one.weight);
    expect(weights).toContain(weight);
  });
});
