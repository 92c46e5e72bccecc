import { FPS, type Layer, type TimelineScene } from '#shared/domain/timeline.ts';
import { LEFT_BY } from '#shared/render/compositor/transition.ts';
import { seenThrough } from '#shared/render/plan/hold-entrances.ts';

/**
 * The layers of a scene of `frames` that goes by the transition `next`, with the end of each exit that has none: before the scene is
 * moved or covered, or, where it fades, when all of its overlays are gone.
 */
export function endExits(
  layers: readonly Layer[],
  frames: number,
  next: TimelineScene['transition'] | undefined,
): Layer[] {
  const part = next && seenThrough(next.kind) ? LEFT_BY : 0;
  const end = frames - (next ? Math.round(next.frames * (1 - part)) : 0);
  const endMs = Math.round((end * 1000) / FPS);
  return layers.map((layer) =>
    layer.exit && layer.exit.endMs === undefined ? { ...layer, exit: { ...layer.exit, endMs } } : layer,
  );
}
