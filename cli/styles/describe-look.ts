import type { SKRSContext2D } from '@napi-rs/canvas';
import { paintGround } from '#shared/scenes/background/paint-ground.ts';
import type { Area } from '#shared/scenes/frame.ts';
import { type Colour, contrast, rgbOf } from '#shared/scenes/styles/colour.ts';
import { groundExtremes } from '#shared/scenes/styles/contrast-problems.ts';
import type { StyleSheet, Type } from '#shared/scenes/styles/style-sheet.ts';
import { fitText } from '#shared/scenes/text/fit-text.ts';
import { paintText } from '#shared/scenes/text/paint-text.ts';

const SWATCH = 96;
const MARGIN = 60;

/** One line of text at a place; gives where the next one begins. */
function line(
  context: SKRSContext2D,
  text: string,
  type: Type,
  { x, y, width, size, colour }: { x: number; y: number; width: number; size: number; colour: Colour },
): number {
  const fitted = fitText(text, { ...type, scale: 1 }, { width, height: size * 4, max: size, min: size / 2 });
  paintText(context, fitted, { x, y, width, colour, align: 'left' });
  return y + fitted.height;
}

/** The colours of a style as a list, with the role of each. */
function palette(sheet: StyleSheet): [role: string, colour: Colour][] {
  return [
    ['ink', sheet.ink],
    ['muted', sheet.muted],
    ['accent', sheet.accent],
    ['onAccent', sheet.onAccent],
    ['panel', sheet.panel],
    ['scrim', sheet.scrim],
    ...sheet.series.map((colour, index): [string, Colour] => [`series ${index + 1}`, colour]),
  ];
}

/** Least contrast of a colour with anything that a ground can have, to two places. */
function leastContrast(colour: Colour, sheet: StyleSheet): string {
  const behind = sheet.grounds.flatMap((ground) => groundExtremes(ground, sheet.vignette));
  return Math.min(...behind.map((other) => contrast(rgbOf(colour), other))).toFixed(1);
}

/** Draws the head of a contact sheet: name, type scale, palette with contrasts, grounds, motion and music. */
export function describeLook(context: SKRSContext2D, area: Area, sheet: StyleSheet, seed: number): void {
  context.save();
  context.beginPath();
  context.rect(area.x, area.y, area.width, area.height);
  context.clip();
  context.translate(area.x, area.y);
  paintGround(context, area, sheet, { seed, variant: 'sheet' });
  const width = area.width * 0.46;
  const { ink, muted, accent } = sheet;
  const place = { x: MARGIN, width };
  let y = line(context, sheet.name, sheet.display, { ...place, y: 40, size: 120, colour: ink });
  y = line(context, sheet.about, sheet.body, { ...place, y: y + 12, size: 34, colour: muted });
  for (const role of ['display', 'heading', 'body', 'label', 'code'] as const) {
    const { family = 'Inter', weight, scale = 1 } = sheet[role];
    const size = { display: 62, heading: 46, body: 34, label: 28, code: 28 }[role];
    const text = `${role}: ${family} ${weight}`;
    y = line(context, text, sheet[role], { ...place, y: y + 14, size: size * scale, colour: ink });
  }
  const { transitions, motion, music, motif, emphasis, captions } = sheet;
  const facts = [
    `motion ${motion} · motif ${motif} · emphasis ${emphasis} · captions ${captions.kind} · music ${music}`,
    `transitions ${transitions.kinds.join(', ')} (${transitions.frames} frames) · into a chapter ${transitions.chapter.join(', ')} (${transitions.chapterFrames})`,
  ];
  const wide = { x: MARGIN, width: area.width * 0.6, colour: muted, size: 24 };
  for (const fact of facts) y = line(context, fact, sheet.label, { ...wide, y: y + 14 });
  const left = area.width * 0.54;
  palette(sheet).forEach(([role, colour], index) => {
    const x = left + (index % 6) * (SWATCH + 82);
    const top = 60 + Math.floor(index / 6) * (SWATCH + 96);
    context.fillStyle = colour;
    context.fillRect(x, top, SWATCH, SWATCH);
    context.strokeStyle = ink;
    context.lineWidth = 1;
    context.strokeRect(x, top, SWATCH, SWATCH);
    const label = { x, width: SWATCH + 76, size: 22, colour: ink };
    const below = line(context, role, sheet.label, { ...label, y: top + SWATCH + 6 });
    line(context, `${colour}  ${leastContrast(colour, sheet)}`, sheet.label, {
      ...label,
      y: below,
      size: 19,
      colour: accent,
    });
  });
  context.restore();
  context.save();
  sheet.grounds.forEach((ground, index) => {
    const shown = { ...sheet, grounds: [ground] };
    const size = { width: 300, height: 169 };
    context.save();
    context.translate(area.x + left + index * 320, area.y + 460);
    context.beginPath();
    context.rect(0, 0, size.width, size.height);
    context.clip();
    paintGround(context, size, shown, { seed, variant: `ground ${index}` });
    context.restore();
  });
  context.restore();
}
