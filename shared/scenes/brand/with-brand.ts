import { FPS, type Layer, type Timeline, type TimelineScene } from '#shared/domain/timeline.ts';
import type { DrawnCard } from '#shared/scenes/brand/draw-card.ts';
import type { LowerThird } from '#shared/scenes/brand/draw-lower-third.ts';
import { chooseTransition } from '#shared/scenes/styles/choose-transition.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';

/** A card and how long it stands. */
export type TimedCard = DrawnCard & { seconds: number };

/** What was drawn of a brand. */
export interface BrandDrawings {
  intro?: TimedCard | undefined;
  outro?: TimedCard | undefined;
  lowerThird?: LowerThird | undefined;
  watermark?: Layer | undefined;
}

/** How a film follows its intro, and its outro the film: as a chapter follows another. */
export function cardTransition(style: StyleSheet, seed: number): TimelineScene['transition'] {
  return chooseTransition(style, { index: 1, beginsChapter: true, seed });
}

/** A name is told at the beginning: in one of the first scenes that are spoken. */
const NAMED_WITHIN = 3;

/** Whether two layers have a pixel in common. */
function overlap(one: Layer, other: Layer): boolean {
  const apart = (a: number, length: number, b: number, otherLength: number) =>
    a + length <= b || b + otherLength <= a;
  return !apart(one.x, one.width, other.x, other.width) && !apart(one.y, one.height, other.y, other.height);
}

/** The first of the scenes that are spoken whose overlays leave the strip its place; the very first where none does. */
function sceneToName(scenes: readonly TimelineScene[], strip: Layer): TimelineScene | undefined {
  const spoken = scenes.filter(({ narration }) => narration.durationMs > 0).slice(0, NAMED_WITHIN);
  return spoken.find(({ layers }) => !layers.slice(1).some((layer) => overlap(layer, strip))) ?? spoken[0];
}

/**
 * The timeline with a brand in it: the intro before its first scene, the outro after its last, the strip with a name over one of
 * the first scenes that are spoken, where nothing stands in its place, and the watermark over all of them.
 */
export function withBrand(
  timeline: Timeline,
  { intro, outro, lowerThird, watermark }: BrandDrawings,
  transition: TimelineScene['transition'],
): Timeline {
  const scenes = timeline.scenes.map((scene) => ({ ...scene }));
  const named = lowerThird && sceneToName(scenes, lowerThird.layer);
  if (named && lowerThird) {
    named.layers = [...named.layers, lowerThird.layer];
    named.texts = [...(named.texts ?? []), ...lowerThird.texts];
  }
  const [first] = scenes;
  if (intro && first) {
    const card = cardScene('brand-intro', atOnce(intro), 0, { kind: 'cut', frames: 0 });
    const shift = card.frames - transition.frames;
    for (const scene of scenes) scene.startFrame += shift;
    first.transition = transition;
    scenes.unshift(card);
  }
  const end = timeline.frames + (scenes[0]?.id === 'brand-intro' ? scenes[0].frames - transition.frames : 0);
  if (outro) scenes.push(cardScene('brand-outro', outro, end - transition.frames, transition));
  const last = scenes.at(-1);
  return {
    ...timeline,
    scenes,
    frames: last ? last.startFrame + last.frames : timeline.frames,
    ...(watermark ? { over: [...(timeline.over ?? []), watermark] } : {}),
  };
}

/** A card whose logo stands from its first frame on, which must not be empty: players show it before they play. */
function atOnce(card: TimedCard): TimedCard {
  const [ground, logo, ...rest] = card.layers;
  if (!ground || !logo) return card;
  const { entrance: _, ...standing } = logo;
  return { ...card, layers: [ground, standing, ...rest] };
}

function cardScene(
  id: string,
  { layers, texts, seconds }: TimedCard,
  startFrame: number,
  transition: TimelineScene['transition'],
): TimelineScene {
  return {
    id,
    startFrame,
    frames: Math.round(seconds * FPS),
    transition,
    layers,
    narration: { offsetMs: 0, durationMs: 0, words: [] },
    text: '',
    description: texts.join('. '),
    ...(texts.length > 0 ? { texts } : {}),
  };
}
