import { type Entrance, FPS, type Layer, type TimelineScene } from '#shared/domain/timeline.ts';

/**
 * Part of a transition before which nothing of the coming scene's overlays enters: where scenes are seen through each other, those of the
 * other are gone by 45 %; what is pushed up or down passes the captions first; a scene that
 * comes in from the side or is uncovered must not be empty when half of it is seen.
 */
const ENTERS_AT = { through: 0.55, upright: 0.6, other: 0.15 };
const UPRIGHT: ReadonlySet<string> = new Set(['push-up', 'push-down']);
/** Transitions in which both scenes are seen in the same places at once. */
const THROUGH: ReadonlySet<string> = new Set(['fade', 'dissolve', 'zoom']);

/** Whether two scenes are seen through each other in a transition, so that texts of both would be read through each other. */
export function seenThrough(kind: TimelineScene['transition']['kind']): boolean {
  return THROUGH.has(kind);
}

function entersAt(kind: TimelineScene['transition']['kind']): number {
  if (seenThrough(kind)) return ENTERS_AT.through;
  return UPRIGHT.has(kind) ? ENTERS_AT.upright : ENTERS_AT.other;
}

/**
 * The layers of a scene that comes in by a transition: overlays enter when there is something to be seen of them. Where scenes are seen
 * through each other, those without entrance fade in then; in other transitions they come with their scene.
 */
export function holdEntrances(
  layers: readonly Layer[],
  { kind, frames }: TimelineScene['transition'],
): Layer[] {
  if (frames === 0) return [...layers];
  const held = Math.ceil(frames * entersAt(kind));
  const milliseconds = (count: number): number => Math.round((count * 1000) / FPS);
  const within: Entrance = { kind: 'fade', delayMs: 0, durationMs: milliseconds(frames - held) };
  return layers.map((layer, index) => {
    const { entrance } = layer;
    const appears = entrance === undefined || entrance.kind === 'none';
    if (index === 0 || (appears && !seenThrough(kind))) return layer;
    const own = appears ? { ...within, delayMs: entrance?.delayMs ?? 0 } : entrance;
    const after = milliseconds(held);
    // An item comes with its word, whatever lies before it.
    const delayMs = layer.item === undefined ? after + own.delayMs : Math.max(after, own.delayMs);
    return { ...layer, entrance: { ...own, delayMs } };
  });
}
