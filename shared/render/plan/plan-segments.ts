import type { Cue, SegmentScene, SegmentSpec } from '#shared/domain/render-plan.ts';
import { FPS, type Timeline, type TimelineScene } from '#shared/domain/timeline.ts';
import { AppError } from '#shared/errors.ts';
import { captionFormat } from '#shared/render/captions/caption-format.ts';
import { planCues } from '#shared/render/captions/plan-cues.ts';
import { endExits } from '#shared/render/plan/end-exits.ts';
import { holdEntrances } from '#shared/render/plan/hold-entrances.ts';

/** Longer stretches are divided, so that cores share them and a lost one costs little. */
const MAX_SEGMENT_FRAMES = 8 * FPS;

/** A stretch of the film: where it lies, which scene it shows, and the one before where that is still to be seen in it. */
interface Stretch {
  from: number;
  to: number;
  scene: TimelineScene;
  before?: TimelineScene;
}

/** How each scene goes: the transition by which the next one comes. */
type Leaving = ReadonlyMap<TimelineScene, TimelineScene['transition']>;

/**
 * Divides a film into segments that need nothing of each other: each scene from the beginning of the transition into it to that of
 * the next, in pieces of at most eight seconds. A changed scene costs its own segments and the next scene's first: of 60 scenes
 * 3.3 %. Transitions as segments of their own would halve that, and cost each film their starts and one more key frame:
 * docs/decisions/0014-send-a-frame-once.md. Segments follow each other without gap and have `timeline.frames` frames in all.
 * Throws `STEP_INPUT_INVALID` for a timeline whose scenes do not follow each other so.
 */
export function planSegments(timeline: Timeline): SegmentSpec[] {
  const cues = timeline.captions === 'burned' ? planCues(timeline) : [];
  const { style } = captionFormat(timeline);
  const { width, height, fps, quality } = timeline;
  checkOrder(timeline);
  const leaving: Leaving = new Map(
    timeline.scenes.slice(1).map(({ transition }, i) => [timeline.scenes[i] as TimelineScene, transition]),
  );
  return stretches(timeline.scenes).map(({ from, to, scene, before }) => {
    const shown = cuesWithin(cues, from, to);
    const shows = (one: TimelineScene) => segmentScene(one, from, leaving);
    return {
      version: 3,
      ...{ width, height, fps, quality },
      frames: to - from,
      scenes: before ? [shows(before), shows(scene)] : [shows(scene)],
      ...(before ? { transition: scene.transition } : {}),
      ...(timeline.over ? { over: timeline.over } : {}),
      ...(shown.length > 0 ? { captions: { style, cues: shown } } : {}),
    };
  });
}

function stretches(scenes: readonly TimelineScene[]): Stretch[] {
  return scenes.flatMap((scene, index) => {
    const before = scenes[index - 1];
    const comesUntil = scene.startFrame + scene.transition.frames;
    const end = scenes[index + 1]?.startFrame ?? scene.startFrame + scene.frames;
    return pieces(scene.startFrame, end).map(([from, to]) => ({
      ...{ from, to, scene },
      ...(before && from < comesUntil ? { before } : {}),
    }));
  });
}

function checkOrder({ scenes, frames }: Timeline): void {
  let end = 0;
  scenes.forEach((scene, index) => {
    const { startFrame, transition } = scene;
    // Between two transitions at least one frame is left, so that never three scenes are seen at once.
    const nextFade = scenes[index + 1]?.transition.frames ?? 0;
    const fits = transition.frames + nextFade < scene.frames;
    if (startFrame !== end - transition.frames || !fits) {
      throw new AppError('STEP_INPUT_INVALID', 'The scenes of the timeline do not follow each other.', {
        cause: { scene: scene.id },
      });
    }
    end = startFrame + scene.frames;
  });
  if (end !== frames) {
    throw new AppError('STEP_INPUT_INVALID', 'The timeline is not as long as its scenes.', {
      cause: { end },
    });
  }
}

function pieces(from: number, to: number): [number, number][] {
  const count = Math.ceil((to - from) / MAX_SEGMENT_FRAMES);
  const edge = (i: number) => from + Math.round(((to - from) * i) / count);
  return Array.from({ length: count }, (_, i) => [edge(i), edge(i + 1)]);
}

function segmentScene(scene: TimelineScene, from: number, leaving: Leaving): SegmentScene {
  const { startFrame, frames, transition } = scene;
  const layers = endExits(holdEntrances(scene.layers, transition), frames, leaving.get(scene));
  return { layers, firstFrame: from - startFrame, frames };
}

function cuesWithin(cues: readonly Cue[], from: number, to: number): Cue[] {
  return cues
    .filter(({ startFrame, endFrame }) => startFrame < to && endFrame > from)
    .map((cue) => ({
      ...cue,
      startFrame: cue.startFrame - from,
      endFrame: cue.endFrame - from,
      lines: cue.lines.map((line) => line.map((word) => ({ ...word, startFrame: word.startFrame - from }))),
    }));
}
