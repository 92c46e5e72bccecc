import { type Entrance, FPS, type Layer } from '#shared/domain/timeline.ts';

/** Part of a cross-fade before which nothing of the coming scene's overlays is seen: the others are gone by 45 %. */
const ENTERS_AT = 0.55;

/**
 * The layers of a scene that fades in over `fadeFrames` frames: overlays wait until those of the scene before are gone,
 * for text cannot be read through text. One without entrance fades in over what is left of the cross-fade.
 */
export function holdEntrances(layers: readonly Layer[], fadeFrames: number): Layer[] {
  if (fadeFrames === 0) return [...layers];
  const held = Math.ceil(fadeFrames * ENTERS_AT);
  const milliseconds = (frames: number): number => Math.round((frames * 1000) / FPS);
  const within: Entrance = { kind: 'fade', delayMs: 0, durationMs: milliseconds(fadeFrames - held) };
  return layers.map((layer, index) => {
    if (index === 0) return layer;
    const { entrance } = layer;
    const own =
      entrance === undefined || entrance.kind === 'none'
        ? { ...within, delayMs: entrance?.delayMs ?? 0 }
        : entrance;
    const after = milliseconds(held);
    // An item comes with its word, whatever lies before it.
    const delayMs = layer.item === undefined ? after + own.delayMs : Math.max(after, own.delayMs);
    return { ...layer, entrance: { ...own, delayMs } };
  });
}
