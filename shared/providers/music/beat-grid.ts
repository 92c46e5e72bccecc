import { type Bar, planBars } from '#shared/providers/music/plan-bars.ts';
import type { MusicRequest } from '#shared/providers/music/request.ts';

/** Where beats and bars of a piece fall, in ms from its start. */
export interface BeatGrid {
  beatsMs: number[];
  /** The first beats of the bars, each also in `beatsMs`. */
  barsMs: number[];
  /** When the last chord is struck; after it the piece rings out, without beats. */
  homeMs: number;
}

/**
 * The beats of the piece that `composeMusic` makes of the same request, without composing it. Without sections they lie as
 * evenly as the mood and the seed have it, so that a film may be cut on them and asked for again with its sections.
 */
export function beatGrid(request: MusicRequest): BeatGrid {
  const { bars, home } = planBars(request);
  const ms = (seconds: number) => Math.round(seconds * 1000);
  return {
    beatsMs: bars.flatMap((bar) => beatsOf(bar).map(ms)),
    barsMs: bars.map(({ start }) => ms(start)),
    homeMs: ms(home),
  };
}

function beatsOf({ start, beat, beats }: Bar): number[] {
  return Array.from({ length: beats }, (_, i) => start + i * beat);
}
