import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { AssetRef } from '#shared/domain/asset.ts';
import { GROUND_SCALE, type Layer } from '#shared/domain/timeline.ts';
import { paintGround } from '#shared/scenes/background/paint-ground.ts';
import { encodeAlpha, encodeOpaque } from '#shared/scenes/encode.ts';
import { contentArea, type FrameSize } from '#shared/scenes/frame.ts';
import type { ImageStore } from '#shared/scenes/illustrate.ts';
import { cropTo } from '#shared/scenes/picture/crop.ts';
import { interestOf } from '#shared/scenes/picture/interest.ts';
import { paintCrop } from '#shared/scenes/picture/paint-blurred.ts';
import type { Brand } from '#shared/scenes/styles/look.ts';
import { MOTIONS } from '#shared/scenes/styles/motion.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { type FittedText, fitText } from '#shared/scenes/text/fit-text.ts';
import { paintText } from '#shared/scenes/text/paint-text.ts';
import { drawableText } from '#shared/scenes/text/scripts.ts';

/** What a card of a brand is drawn with. */
export interface CardScenery {
  brand: Brand;
  card: NonNullable<Brand['intro']>;
  style: StyleSheet;
  frame: FrameSize;
  seed: number;
  /** Tells the cards of a film apart. */
  variant: string;
}

/** A drawn card: its layers, and the texts on it. */
export interface DrawnCard {
  layers: Layer[];
  texts: string[];
}

/** Where its pictures come from and go. */
export type CardStore = Pick<ImageStore, 'picture' | 'keep'>;

/** Largest part of the frame that a logo takes: of a broad one's width, of another's, and of the height. */
const LOGO = { broad: 0.42, upright: 0.68, height: 0.34 };
/** The brand's name where there is no logo, and sizes of the texts, in hundredths of the short side. */
const SIZES = { name: 13, title: 6.4, line: 4.2, gap: 5 };

/**
 * Draws a card: the logo, or the name where there is none, on the style's ground, with title and line below, all in the middle.
 * The fonts must have been registered.
 */
export async function drawCard(scenery: CardScenery, store: CardStore): Promise<DrawnCard> {
  const { brand, card, style, frame, seed, variant } = scenery;
  const area = contentArea(frame);
  const middle = { x: area.x, width: area.width };
  const unit = Math.min(frame.width, frame.height) / 100;
  const broad = frame.width > frame.height;
  const logo = brand.logo && (await store.picture(brand.logo));
  const fit = (text: string | undefined, type: StyleSheet['display'], size: number): FittedText =>
    fitText(drawableText(text ?? ''), type, {
      width: area.width * 0.86,
      height: area.height * 0.3,
      max: unit * size,
      min: unit * 2.4,
    });
  const scale = logo
    ? Math.min(
        (frame.width * (broad ? LOGO.broad : LOGO.upright)) / logo.width,
        (frame.height * LOGO.height) / logo.height,
      )
    : 0;
  const name = logo ? undefined : fit(brand.name, style.display, SIZES.name);
  const texts = [
    { text: fit(card.title, style.heading, SIZES.title), colour: style.ink },
    { text: fit(card.line, style.body, SIZES.line), colour: style.muted },
  ].filter(({ text }) => text.height > 0);
  const head = logo ? logo.height * scale : (name?.height ?? 0);
  const below = texts.reduce((sum, { text }) => sum + text.height, 0);
  let y = (frame.height - head - below - (texts.length > 0 ? unit * SIZES.gap : 0)) / 2;
  const { moveMs, stepMs } = MOTIONS[style.motion];
  const layers: Layer[] = [
    await ground(frame, store, (context, size) => paintGround(context, size, style, { seed, variant })),
  ];
  const add = async (height: number, paint: (canvas: Canvas) => void): Promise<void> => {
    const bleed = Math.ceil(unit * 2);
    const box = { x: 0, y: Math.floor(y) - bleed, width: frame.width, height: Math.ceil(height) + 2 * bleed };
    const canvas = createCanvas(box.width, box.height);
    canvas.getContext('2d').translate(0, -box.y);
    paint(canvas);
    const delayMs = 120 + (layers.length - 1) * 2 * stepMs;
    const entrance = { kind: layers.length === 1 ? 'fade' : 'rise', delayMs, durationMs: moveMs } as const;
    layers.push({ image: await store.keep(await encodeAlpha(canvas)), ...box, entrance });
  };
  await add(head, (canvas) => {
    const context = canvas.getContext('2d');
    context.imageSmoothingQuality = 'high';
    if (name) paintText(context, name, { ...middle, y, colour: style.ink, align: 'centre' });
    if (!logo) return;
    const width = logo.width * scale;
    context.drawImage(logo.image, (frame.width - width) / 2, y, width, head);
  });
  y += head + unit * SIZES.gap;
  for (const { text, colour } of texts) {
    await add(text.height, (canvas) => {
      paintText(canvas.getContext('2d'), text, { ...middle, y, colour, align: 'centre' });
    });
    y += text.height;
  }
  const said = [logo ? undefined : brand.name, card.title, card.line].filter((text) => text !== undefined);
  return { layers, texts: said.map(drawableText).filter(Boolean) };
}

/** Draws the picture that stands for a card, cut to the frame about what is most to be seen in it. */
export async function drawPictureCard(
  picture: AssetRef,
  frame: FrameSize,
  store: CardStore,
): Promise<DrawnCard> {
  const shown = await store.picture(picture);
  const crop = cropTo(interestOf(shown), shown.width / shown.height, frame.width / frame.height);
  return {
    layers: [await ground(frame, store, (context, size) => paintCrop(context, shown, crop, size))],
    texts: [],
  };
}

async function ground(
  frame: FrameSize,
  store: CardStore,
  paint: (context: SKRSContext2D, size: FrameSize) => void,
): Promise<Layer> {
  const size = {
    width: Math.round(frame.width * GROUND_SCALE),
    height: Math.round(frame.height * GROUND_SCALE),
  };
  const canvas = createCanvas(size.width, size.height);
  paint(canvas.getContext('2d'), size);
  const motion = { fromScale: 1, toScale: 1.06, x: 0.5, y: 0.5 };
  return { image: await store.keep(await encodeOpaque(canvas)), x: 0, y: 0, ...frame, motion };
}
