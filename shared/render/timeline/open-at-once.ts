import type { Layer } from '#shared/domain/timeline.ts';

/**
 * The layers of the film's first scene, all in place from its first frame: that frame is what a player and a list of films show, and it
 * must not be empty. What comes with a word of its own still does.
 */
export function openAtOnce(layers: readonly Layer[]): Layer[] {
  return layers.map((layer) => {
    if (layer.item !== undefined || layer.cels !== undefined) return layer;
    const { entrance: _, ...standing } = layer;
    return standing;
  });
}
