import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { describeLook } from '#cli/styles/describe-look.ts';
import { drawCaption } from '#cli/styles/draw-caption.ts';
import { drawStill, type PictureStore } from '#cli/styles/draw-still.ts';
import { samplePicture } from '#cli/styles/sample-picture.ts';
import { sampleVisuals } from '#cli/styles/sample-visuals.ts';
import { ASPECTS } from '#shared/domain/brief.ts';
import type { Visual } from '#shared/domain/storyboard.ts';
import { frameSize } from '#shared/scenes/frame.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { fontOf } from '#shared/scenes/text/fonts.ts';

const WIDTH = 2400;
const HEAD = 700;
/** Height of a still, gaps between them, and what its name takes. */
const STILL = 226;
const GAP = 14;
const NAME = 30;
/** Kinds side by side; each is shown in all shapes. */
const COLUMNS = 3;
const COLUMN = (WIDTH - GAP) / COLUMNS;

/** A visual with a caption in the picture, to see the style's captions. */
interface Sample {
  name: string;
  visual: Visual;
  captioned: boolean;
}

async function samplesOf(store: PictureStore): Promise<Sample[]> {
  const kept = await Promise.all(
    ([0, 1, 2] as const).map(async (number) => store.add(await samplePicture(number), 'image/png')),
  );
  const [first, second, third] = kept as [(typeof kept)[0], (typeof kept)[0], (typeof kept)[0]];
  const visuals = sampleVisuals([first, second, third]);
  const all = visuals.map((visual): Sample => ({ name: visual.kind, visual, captioned: false }));
  const picture: Visual = { kind: 'picture', image: second };
  const [title] = visuals as [Visual];
  all.push({ name: 'captions on a picture', visual: picture, captioned: true });
  all.push({ name: 'captions on the ground', visual: title, captioned: true });
  return all;
}

async function drawSample(
  context: SKRSContext2D,
  { name, visual, captioned }: Sample,
  sheet: StyleSheet,
  store: PictureStore,
  place: { x: number; y: number; seed: number },
): Promise<void> {
  context.font = fontOf(500, 18);
  context.letterSpacing = '0px';
  context.fillStyle = sheet.muted;
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  context.fillText(name, place.x, place.y + NAME - 9);
  let { x } = place;
  for (const aspect of ASPECTS) {
    const frame = frameSize({ aspect, quality: 'draft' });
    const still = await drawStill({ visual, style: sheet, frame, language: 'en', seed: place.seed }, store);
    if (captioned) drawCaption(still.getContext('2d'), frame, sheet);
    const width = Math.round((STILL * frame.width) / frame.height);
    context.drawImage(still, x, place.y + NAME, width, STILL);
    x += width + GAP / 2;
  }
}

/**
 * Draws everything that a style does to a film on one image: its type, colours with their least contrast, grounds, captions, and
 * every visual kind in every shape. The fonts must have been registered.
 */
export async function drawContactSheet(
  sheet: StyleSheet,
  store: PictureStore,
  { seed }: { seed: number },
): Promise<Canvas> {
  const samples = await samplesOf(store);
  const rows = Math.ceil(samples.length / COLUMNS);
  const canvas = createCanvas(WIDTH, HEAD + rows * (STILL + NAME + GAP) + GAP);
  const context = canvas.getContext('2d');
  context.fillStyle = sheet.grounds[0]?.to ?? sheet.panel;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  describeLook(context, { x: 0, y: 0, width: WIDTH, height: HEAD }, sheet, seed);
  for (const [index, sample] of samples.entries()) {
    const x = GAP + (index % COLUMNS) * COLUMN;
    const y = HEAD + Math.floor(index / COLUMNS) * (STILL + NAME + GAP);
    await drawSample(context, sample, sheet, store, { x, y, seed });
  }
  return canvas;
}
