import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { Visual } from '#shared/domain/storyboard.ts';
import { GROUND_SCALE, type Illustration, type Layer } from '#shared/domain/timeline.ts';
import { paintGround } from '#shared/scenes/background/paint-ground.ts';
import { encodeAlpha, encodeOpaque } from '#shared/scenes/encode.ts';
import { type Area, contentArea, type FrameSize } from '#shared/scenes/frame.ts';
import { drawKicker } from '#shared/scenes/kicker.ts';
import type { UserPicture } from '#shared/scenes/picture/decode-picture.ts';
import { between, type Seeded, seeded } from '#shared/scenes/seeded.ts';
import { showable } from '#shared/scenes/showable.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { drawableText } from '#shared/scenes/text/scripts.ts';
import type { Drawing, Overlay, Stage } from '#shared/scenes/visuals/visual-kind.ts';
import { drawVisual } from '#shared/scenes/visuals/visual-kinds.ts';

/** What a scene shows, and how. */
export interface Scenery {
  visual: Visual;
  style: StyleSheet;
  frame: FrameSize;
  language: string;
  seed: number;
  /** Name of the chapter that begins with the scene. */
  chapter?: string | undefined;
}

/** Where pictures come from and images go. */
export interface ImageStore {
  picture(ref: AssetRef): Promise<UserPicture>;
  keep(image: { bytes: Uint8Array; mediaType: string }): Promise<AssetRef>;
}

/** The part of a box that lies within the frame. */
function clip(area: Area, { width, height }: FrameSize): Area {
  const x = Math.max(0, Math.floor(area.x));
  const y = Math.max(0, Math.floor(area.y));
  return {
    x,
    y,
    width: Math.max(1, Math.min(width, Math.ceil(area.x + area.width)) - x),
    height: Math.max(1, Math.min(height, Math.ceil(area.y + area.height)) - y),
  };
}

/** Keeps every text that is drawn on a canvas, so that the finished film can be checked for letters that no font has. */
function recordTexts(context: SKRSContext2D, texts: Set<string>): void {
  const fillText = context.fillText.bind(context);
  context.fillText = (text, ...place) => {
    if (text.trim() !== '') texts.add(text);
    fillText(text, ...place);
  };
}

async function overlayLayer(
  overlay: Overlay,
  frame: FrameSize,
  store: ImageStore,
  texts: Set<string>,
): Promise<Layer> {
  const area = clip(overlay.area, frame);
  const canvas = createCanvas(area.width, area.height);
  const context = canvas.getContext('2d');
  context.translate(-area.x, -area.y);
  recordTexts(context, texts);
  overlay.paint(context);
  return { image: await store.keep(await encodeAlpha(canvas)), ...area, entrance: overlay.entrance };
}

/** A gentle zoom towards a point that differs from scene to scene. */
function drift(next: Seeded): NonNullable<Layer['motion']> {
  return {
    fromScale: 1,
    toScale: Number(between(next, 1.06, 1.12).toFixed(3)),
    x: Number(between(next, 0.3, 0.7).toFixed(3)),
    y: Number(between(next, 0.3, 0.7).toFixed(3)),
  };
}

/**
 * Draws a scene as layers: a ground that moves, and what lies over it; the ground alone where what the scene shows has
 * letters that our fonts lack. Fonts must have been registered.
 */
export async function illustrate(scenery: Scenery, store: ImageStore): Promise<Illustration> {
  const { visual, frame, seed, chapter, style } = scenery;
  const variant = JSON.stringify(visual);
  const base: Stage = {
    frame,
    area: contentArea(frame),
    unit: Math.min(frame.width, frame.height) / 100,
    style,
    language: scenery.language,
    text: drawableText,
    picture: store.picture,
  };
  const name = chapter === undefined || visual.kind === 'title' ? '' : drawableText(chapter);
  const kicker = name === '' ? undefined : drawKicker(name, base, visual.kind === 'picture');
  const stage = kicker === undefined ? base : { ...base, area: kicker.rest };
  const shown = showable(visual, drawableText);
  const drawing: Drawing = shown ? await drawVisual(shown, stage) : { overlays: [], description: '' };
  const { width, height } = drawing.ground?.extent ?? frame;
  const size = { width: Math.round(width * GROUND_SCALE), height: Math.round(height * GROUND_SCALE) };
  const ground = createCanvas(size.width, size.height);
  if (drawing.ground === undefined) paintGround(ground.getContext('2d'), size, style, { seed, variant });
  else drawing.ground.paint(ground.getContext('2d'), size);
  const layers: Layer[] = [
    {
      image: await store.keep(await encodeOpaque(ground)),
      x: 0,
      y: 0,
      width,
      height,
      motion: drawing.ground?.motion ?? drift(seeded(`drift ${seed} ${variant}`)),
    },
  ];
  const overlays = kicker === undefined ? drawing.overlays : [kicker.overlay, ...drawing.overlays];
  const texts = new Set<string>();
  for (const overlay of overlays) layers.push(await overlayLayer(overlay, frame, store, texts));
  return { layers, description: drawing.description, ...(texts.size > 0 ? { texts: [...texts] } : {}) };
}
