import type { Cue } from '#shared/domain/render-plan.ts';
import { FPS, type Timeline, type TimelineScene } from '#shared/domain/timeline.ts';

/** A frame of the film that is looked at. */
export interface StandingFrame {
  /** Its number in the film. */
  frame: number;
  scene: TimelineScene;
  /** The caption that is burned in there. */
  cue?: Cue | undefined;
}

/** Frames before anything goes in which all of a scene stands. */
const BEFORE_GOING = 2;

/**
 * The frames in which the scenes of a film stand: all has come in, nothing has begun to go. Where captions are burned in, one more of
 * each scene that has none there: in the middle of its longest caption.
 */
export function standingFrames({ scenes, captions }: Timeline, cues: readonly Cue[]): StandingFrame[] {
  const burned = captions === 'burned' ? cues : [];
  const at = (frame: number) =>
    burned.find(({ startFrame, endFrame }) => startFrame <= frame && frame < endFrame);
  const found = scenes.flatMap((scene, index) => {
    const next = scenes[index + 1];
    const frame = scene.startFrame + standsUntil(scene, next);
    const standing = { frame, scene, cue: at(frame) };
    const until = next?.startFrame ?? Number.POSITIVE_INFINITY;
    const own = burned.filter(({ startFrame }) => startFrame >= scene.startFrame && startFrame < until);
    const longest = own.toSorted((one, other) => length(other) - length(one))[0];
    if (standing.cue || !longest) return [standing];
    const middle = Math.floor((longest.startFrame + longest.endFrame) / 2);
    return [standing, { frame: middle, scene, cue: longest }];
  });
  const unique = new Map(found.map((each) => [each.frame, each]));
  return [...unique.values()].sort((one, other) => one.frame - other.frame);
}

/** The last frame of a scene, from its start, in which its overlays all stand. */
function standsUntil({ frames, layers }: TimelineScene, next: TimelineScene | undefined): number {
  const leaves = frames - (next?.transition.frames ?? 0);
  const going = layers.flatMap(({ exit }) => (exit && exit.endMs === undefined ? [exit.durationMs] : []));
  const longest = Math.max(0, ...going);
  return Math.max(0, leaves - Math.ceil((longest * FPS) / 1000) - BEFORE_GOING);
}

/** Whether a layer of a scene has come in by a frame of it, counted from its start, and has not begun to go. */
export function stands({ layers, transition }: TimelineScene, index: number, frame: number): boolean {
  const layer = layers[index];
  if (!layer) return false;
  const ms = (frame * 1000) / FPS;
  const { entrance, exit } = layer;
  // An overlay without a delay of its own waits until the transition is nearly over.
  const held = (transition.frames * 1000) / FPS;
  const begins =
    Math.max(held, entrance?.delayMs ?? 0) + (layer.item === undefined ? (entrance?.delayMs ?? 0) : 0);
  if (ms < begins + (entrance?.durationMs ?? 0)) return false;
  return exit?.endMs === undefined || ms <= exit.endMs - exit.durationMs;
}

function length({ startFrame, endFrame }: Cue): number {
  return endFrame - startFrame;
}
