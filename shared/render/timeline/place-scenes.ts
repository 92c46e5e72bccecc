import { FPS, type TimelineScene } from '#shared/domain/timeline.ts';
import {
  breathOf,
  framesToBeat,
  lastFrames,
  overlapFrames,
  sceneFrames,
} from '#shared/render/timeline/scene-length.ts';
import { chooseTransition } from '#shared/scenes/styles/choose-transition.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';

/** What of a scene decides how long it is. */
export interface SpokenScene {
  voiceMs: number;
  /** Whether a chapter begins with it. */
  beginsChapter: boolean;
}

/** What of a film decides where its scenes lie. */
export interface Placing {
  /** Wanted length in seconds. */
  seconds?: number | undefined;
  /** Beats of the person's own music, in ms: scenes change on one where one is near. Music that is composed follows the film. */
  beatsMs?: readonly number[] | undefined;
  /** How the style comes from scene to scene; the seed decides the order. */
  transitions: StyleSheet['transitions'];
  seed: number;
}

/** Where a scene lies in the film, and when its voice begins, from its start. */
export interface ScenePlace extends Pick<TimelineScene, 'startFrame' | 'frames' | 'transition'> {
  leadInMs: number;
}

/** How far a film may be from the wanted length, in seconds and as a part of it; the report promises no more. */
const TOLERANCE = { seconds: 0.5, part: 0.02 };

/**
 * Ways to breathe, in frames that a pause gets: between two scenes, and at the end of a chapter. The first is how people speak;
 * the others bring a film that is too long or too short to its length, and are tried in this order. Voices come no nearer to
 * each other than in the first.
 */
const WAYS = [
  { scene: 0, chapter: 0 },
  { scene: 0, chapter: -4 },
  { scene: 0, chapter: -9 },
  { scene: 2, chapter: 3 },
  { scene: 4, chapter: 6 },
  { scene: 6, chapter: 10 },
  { scene: 9, chapter: 15 },
] as const;

/**
 * Places the scenes one after the other: each as long as its voice and the silence around it, each beginning over the last frames
 * of the one before. Where that misses the wanted length, pauses are a little shorter or longer all over the film.
 */
export function placeScenes(scenes: readonly SpokenScene[], placing: Placing): ScenePlace[] {
  const { seconds } = placing;
  const ways = WAYS.map((way) => {
    const places = lay(scenes, placing, way);
    const last = places.at(-1);
    const length = last ? (last.startFrame + last.frames) / FPS : 0;
    return { places, miss: seconds === undefined ? 0 : Math.abs(length - seconds) };
  });
  const allowed = Math.max(TOLERANCE.seconds, (seconds ?? 0) * TOLERANCE.part);
  const nearest = ways.reduce((best, way) => (way.miss < best.miss ? way : best));
  return (ways.find(({ miss }) => miss <= allowed) ?? nearest).places;
}

function lay(
  scenes: readonly SpokenScene[],
  { seconds, beatsMs, transitions, seed }: Placing,
  way: (typeof WAYS)[number],
): ScenePlace[] {
  const into = scenes.map(({ beginsChapter }, index) =>
    chooseTransition({ transitions }, { index, beginsChapter, seed }),
  );
  let end = 0;
  return scenes.map(({ voiceMs }, index) => {
    const next = scenes[index + 1];
    const transition = into[index] as ScenePlace['transition'];
    const nextFrames = into[index + 1]?.frames ?? 0;
    const endsChapter = next?.beginsChapter === true;
    const breath = breathOf({ first: index === 0, last: !next, endsChapter });
    const startFrame = end - transition.frames;
    const pause = next ? overlapFrames(nextFrames, breath) + (endsChapter ? way.chapter : way.scene) : 0;
    const least = Math.max(sceneFrames(voiceMs, breath) + pause, transition.frames + nextFrames + 1);
    const frames = next
      ? least + framesToBeat(startFrame + least - nextFrames / 2, beatsMs)
      : lastFrames(least, startFrame, seconds);
    end = startFrame + frames;
    return { startFrame, frames, transition, leadInMs: breath.leadInMs };
  });
}
