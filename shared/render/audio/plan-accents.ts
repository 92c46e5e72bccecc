import type { AudioMix } from '#shared/domain/audio-mix.ts';
import type { Timeline, TimelineScene, TransitionKind } from '#shared/domain/timeline.ts';
import { ACCENT_SECONDS } from '#shared/render/audio/accents.ts';

type PlannedAccent = AudioMix['accents'][number];

/** Peaks in dB of full scale, beside voices that peak near −6: felt, not noticed. */
const GAINS: Record<PlannedAccent['kind'], number> = {
  whoosh: -25,
  riser: -27,
  tick: -27,
  hit: -19,
  shimmer: -29,
};
/** Ways from scene to scene that are seen to move; the others are silent. */
const SWEEPING: ReadonlySet<TransitionKind> = new Set<TransitionKind>([
  ...(['wipe-left', 'wipe-right', 'wipe-up', 'wipe-down', 'diagonal', 'zoom'] as const),
  ...(['push-left', 'push-right', 'push-up', 'push-down', 'circle-open', 'circle-close', 'clock'] as const),
]);
/** A sound at every picture tires: the same one comes back after so many ms at the earliest. */
const REST: Record<PlannedAccent['kind'], number> = {
  whoosh: 5000,
  riser: 6000,
  tick: 300,
  hit: 0,
  shimmer: 0,
};
/** A film of fewer scenes needs no bell to say that it ends. */
const MIN_SCENES_TO_END = 4;

/** The accents of a film: a stroke under its opening, air with what sweeps, a rise into chapters, taps for items, bells at its end. */
export function planAccents({ scenes, fps, frames }: Timeline): PlannedAccent[] {
  const ms = (count: number) => Math.round((count * 1000) / fps);
  const wanted = scenes.flatMap((scene, index) => {
    const start = ms(scene.startFrame);
    const found = itemTimes(scene).map((at) => accent('tick', start + at));
    if (index === 0) return [accent('hit', 0), ...found];
    if (scene.chapter !== undefined) found.push(accent('riser', start - 1000 * ACCENT_SECONDS.riser));
    else if (SWEEPING.has(scene.transition.kind)) {
      // Loudest where half of the way is done.
      const middle = start + ms(scene.transition.frames) / 2;
      found.push(accent('whoosh', middle - 550 * ACCENT_SECONDS.whoosh));
    }
    const ends = index === scenes.length - 1 && scenes.length >= MIN_SCENES_TO_END;
    return ends ? [...found, accent('shimmer', start)] : found;
  });
  const last = new Map<PlannedAccent['kind'], number>();
  return wanted
    .filter(({ startMs }) => startMs >= 0 && startMs < ms(frames))
    .sort((a, b) => a.startMs - b.startMs)
    .filter(({ kind, startMs }) => {
      const rested = startMs - (last.get(kind) ?? Number.NEGATIVE_INFINITY) >= REST[kind];
      if (rested) last.set(kind, startMs);
      return rested;
    });
}

function accent(kind: PlannedAccent['kind'], startMs: number): PlannedAccent {
  return { kind, startMs: Math.round(startMs), gainDb: GAINS[kind] };
}

/** When the items of a list appear in a scene, in ms from its start; none for a single item or all at once. */
function itemTimes({ layers }: TimelineScene): number[] {
  const times = new Map<number, number>();
  for (const { item, entrance } of layers) {
    if (item === undefined || entrance === undefined || entrance.kind === 'none') continue;
    times.set(item, Math.min(times.get(item) ?? Number.POSITIVE_INFINITY, entrance.delayMs));
  }
  const distinct = [...new Set(times.values())];
  return distinct.length > 1 ? distinct : [];
}
