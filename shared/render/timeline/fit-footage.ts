import type { Visual } from '#shared/domain/storyboard.ts';
import { FPS, type Layer, type TimelineScene } from '#shared/domain/timeline.ts';

/** Slower than this, movement is seen to be stretched. */
const SLOWEST = 0.5;

/** A scene's layers whose footage lasts as long as the scene, and the part of its own sound that is heard meanwhile. */
export interface FittedFootage {
  layers: Layer[];
  footageSound?: NonNullable<TimelineScene['footageSound']>;
}

/** Slows footage that is shorter than its scene, down to half its speed, and plays any other as it is; longer footage is cut off. */
export function fitFootage(layers: readonly Layer[], visual: Visual, frames: number): FittedFootage {
  if (visual.kind !== 'clip') return { layers: [...layers] };
  const { durationMs, fromMs, sound } = visual;
  const speed = Math.min(1, Math.max(SLOWEST, durationMs / ((frames * 1000) / FPS)));
  const fitted = layers.map((layer) =>
    layer.footage ? { ...layer, footage: { ...layer.footage, speed } } : layer,
  );
  return { layers: fitted, ...(sound ? { footageSound: { audio: sound, fromMs, speed } } : {}) };
}
