import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { Visual } from '#shared/domain/storyboard.ts';
import type { Entrance, Illustration, Layer, Lettering } from '#shared/domain/timeline.ts';
import { paintGround } from '#shared/scenes/background/paint-ground.ts';
import { encodeAlpha, encodeOpaque } from '#shared/scenes/encode.ts';
import { type Area, contentArea, type FrameSize } from '#shared/scenes/frame.ts';
import { groundSize } from '#shared/scenes/ground-size.ts';
import { drawKicker } from '#shared/scenes/kicker.ts';
import type { UserPicture } from '#shared/scenes/picture/decode-picture.ts';
import { between, type Seeded, seeded } from '#shared/scenes/seeded.ts';
import { showable } from '#shared/scenes/showable.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { fitText } from '#shared/scenes/text/fit-text.ts';
import { syllablesOf } from '#shared/scenes/text/hyphenate.ts';
import { recordLettering } from '#shared/scenes/text/record-lettering.ts';
import { drawableText, isRightToLeft } from '#shared/scenes/text/scripts.ts';
import { inCharacter } from '#shared/scenes/visuals/in-character.ts';
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
  /** What footage shows at a time, in ms. */
  still(footage: AssetRef, atMs: number): Promise<UserPicture>;
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

/** What is kept of the texts that are drawn, so that the finished film can be checked for them. */
interface DrawnTexts {
  /** Every text, for letters that no font has. */
  texts: Set<string>;
  lettering: Lettering[];
}

/** Keeps every text that is drawn on a canvas. */
function recordTexts(context: SKRSContext2D, texts: Set<string>): void {
  const fillText = context.fillText.bind(context);
  context.fillText = (text, ...place) => {
    if (text.trim() !== '') texts.add(text);
    fillText(text, ...place);
  };
}

async function drawOverlay(
  { opaque }: Overlay,
  area: Area,
  paint: Overlay['paint'],
  layer: number,
  drawn: DrawnTexts,
): Promise<{ bytes: Uint8Array; mediaType: string }> {
  const canvas = createCanvas(area.width, area.height);
  const context = canvas.getContext('2d');
  context.translate(-area.x, -area.y);
  recordTexts(context, drawn.texts);
  recordLettering(context, { layer, x: area.x, y: area.y }, drawn.lettering);
  paint(context);
  return opaque ? await encodeOpaque(canvas) : await encodeAlpha(canvas);
}

/** The pictures of a layer as one, and where each of them lies in it. */
function joined(pictures: readonly { bytes: Uint8Array; mediaType: string }[]) {
  let end = 0;
  const within = pictures.map(({ bytes }) => {
    const start = end;
    end += bytes.byteLength;
    return { start, bytes: bytes.byteLength };
  });
  const bytes = Buffer.concat(pictures.map((picture) => picture.bytes));
  return { within, image: { bytes, mediaType: pictures[0]?.mediaType ?? '' } };
}

async function overlayLayer(
  overlay: Overlay,
  frame: FrameSize,
  store: ImageStore,
  index: number,
  drawn: DrawnTexts,
): Promise<Layer> {
  const area = clip(overlay.area, frame);
  const { entrance, exit, item, footage, cels = [] } = overlay;
  // Of several pictures only the last one stays: what the others show says nothing.
  const passing = (): DrawnTexts => ({ texts: new Set(), lettering: [] });
  const first = await drawOverlay(overlay, area, overlay.paint, index, cels.length === 0 ? drawn : passing());
  const rest = {
    ...area,
    entrance,
    ...(exit ? { exit } : {}),
    ...(item === undefined ? {} : { item }),
    ...(footage ? { footage } : {}),
  };
  if (cels.length === 0) return { image: await store.keep(first), ...rest };
  const pictures = [first];
  for (const [at, { paint }] of cels.entries()) {
    const kept = at === cels.length - 1 ? drawn : passing();
    pictures.push(await drawOverlay(overlay, area, paint, index, kept));
  }
  const { within, image } = joined(pictures);
  const [start, ...others] = within as [(typeof within)[number], ...typeof within];
  const timed = others.map((place, at) => ({ within: place, atMs: cels[at]?.atMs ?? 1 }));
  return { image: await store.keep(image), within: start, cels: timed, ...rest };
}

/** How long what is drawn over something takes: it ends within the shortest scene whenever that comes to stand. */
const OVER_MS = 320;

/** An entrance that begins when another one has ended. */
function afterwards(entrance: Entrance, other: Entrance | undefined): Entrance {
  const delayMs = Math.max(entrance.delayMs, (other?.delayMs ?? 0) + (other?.durationMs ?? 0));
  return { ...entrance, delayMs, durationMs: Math.min(entrance.durationMs, OVER_MS) };
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
  const syllables = await syllablesOf(scenery.language);
  const base: Stage = {
    frame,
    area: contentArea(frame),
    unit: Math.min(frame.width, frame.height) / 100,
    style,
    language: scenery.language,
    text: drawableText,
    fit: (text, type, box) => fitText(text, type, box, { syllables }),
    paintGround: (context, size) => paintGround(context, size, style, { seed, variant }),
    picture: store.picture,
    still: store.still,
  };
  const isNamed = ['title', 'chapter', 'end'].includes(visual.kind);
  const name = chapter === undefined || isNamed ? '' : drawableText(chapter);
  const kicker = name === '' ? undefined : drawKicker(name, base, visual.kind === 'picture');
  const stage = kicker === undefined ? base : { ...base, area: kicker.rest };
  const shown = showable(visual, drawableText);
  const drawing: Drawing = shown ? await drawVisual(shown, stage) : { overlays: [], description: '' };
  const lower = {
    ...{ x: 0, y: 0, ...(drawing.ground?.extent ?? frame) },
    motion: drawing.ground?.motion ?? drift(seeded(`drift ${seed} ${variant}`)),
    ...(drawing.ground?.footage ? { footage: drawing.ground.footage } : {}),
  };
  const size = groundSize(lower);
  const ground = createCanvas(size.width, size.height);
  (drawing.ground?.paint ?? base.paintGround)(ground.getContext('2d'), size);
  const layers: Layer[] = [{ image: await store.keep(await encodeOpaque(ground)), ...lower }];
  const overlays = kicker === undefined ? drawing.overlays : [kicker.overlay, ...drawing.overlays];
  const drawn: DrawnTexts = { texts: new Set(), lettering: [] };
  const toLeft = isRightToLeft(drawing.description);
  const entrances = new Map<Overlay, Entrance>();
  for (const overlay of overlays) {
    const isItem = overlay.item !== undefined;
    const own = inCharacter(overlay.entrance, style.motion, { isItem, toLeft });
    const entrance = overlay.over === undefined ? own : afterwards(own, entrances.get(overlay.over));
    entrances.set(overlay, entrance);
    layers.push(await overlayLayer({ ...overlay, entrance }, frame, store, layers.length, drawn));
  }
  const { texts, lettering } = drawn;
  return {
    layers,
    description: drawing.description,
    ...(texts.size > 0 ? { texts: [...texts], lettering } : {}),
  };
}
