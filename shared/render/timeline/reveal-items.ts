import type { TimedWord } from '#shared/domain/speech.ts';
import type { Layer } from '#shared/domain/timeline.ts';

/** An item comes in a little before its word, so that it is there when it is heard. */
const AHEAD_MS = 150;

/**
 * The layers with each item coming in as its word is spoken. `reveals` has for each item the index of its word; `offsetMs` is
 * when the voice starts; none comes before its turn, since it may stand on what comes in first. An item whose word was never timed, and
 * every layer that is no item, stays as it was drawn.
 */
export function revealItems(
  layers: readonly Layer[],
  reveals: readonly number[],
  { offsetMs, words }: { offsetMs: number; words: readonly TimedWord[] },
): Layer[] {
  return layers.map((layer) => {
    const word = layer.item === undefined ? undefined : words[reveals[layer.item] ?? -1];
    if (word === undefined) return layer;
    const drawn = layer.entrance ?? { kind: 'fade', delayMs: 0, durationMs: 300 };
    return {
      ...layer,
      entrance: { ...drawn, delayMs: Math.max(drawn.delayMs, offsetMs + word.startMs - AHEAD_MS) },
    };
  });
}
