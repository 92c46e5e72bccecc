import { FPS, type Timeline, type TimelineScene } from '#shared/domain/timeline.ts';
import { refuseTimeline, type TimelineProblem } from '#shared/render/timeline-file/problems.ts';
import type { FileScene, TimelineFile } from '#shared/render/timeline-file/timeline-file.ts';
import type { UsedTimeline } from '#shared/render/timeline-file/use-media.ts';

/** As `illustrate-scene` takes it. */
const LARGEST_DRAWN = 4096;

/** Throws `TIMELINE_INVALID` for scenes that say too little or say a thing twice, before anything is made of them. */
export function checkScenes({
  scenes,
  width: wide = 0,
  height: high = 0,
}: Pick<TimelineFile, 'width' | 'height'> & {
  scenes: readonly (Omit<FileScene, 'layers'> & { layers?: unknown })[];
}): void {
  const problems = scenes.flatMap((scene, at): TimelineProblem[] => {
    const { visual, layers, say, narration, seconds, frames } = scene;
    const path: PropertyKey[] = ['scenes', at];
    return [
      ...(!visual === !layers ? [{ path, message: 'give either a visual or layers' }] : []),
      ...(say && narration ? [{ path, message: 'give either words to say or a narration' }] : []),
      ...(seconds && frames ? [{ path, message: 'give either seconds or frames' }] : []),
      ...(visual && Math.max(wide, high) > LARGEST_DRAWN
        ? [
            {
              path: [...path, 'visual'],
              message: `visuals are drawn at ${LARGEST_DRAWN} pixels a side at most`,
            },
          ]
        : []),
      ...(seconds || frames || say
        ? []
        : [{ path, message: 'say how long it lasts: seconds, frames, or words to say' }]),
    ];
  });
  if (problems.length > 0) refuseTimeline(problems);
}

/** Throws `TIMELINE_INVALID` with the path of everything in a timeline that no renderer could do. */
export function checkTimeline(timeline: Timeline, file: UsedTimeline): void {
  const { scenes } = timeline;
  const problems = scenes.flatMap((scene, at) =>
    sceneProblems(scene, file.scenes[at]?.startFrame, { timeline, next: scenes[at + 1] }).map(
      ({ path, message }) => ({ path: ['scenes', at, ...path], message }),
    ),
  );
  timeline.over?.forEach((layer, at) => {
    if (isTooLarge(layer)) problems.push({ path: ['over', at], message: TOO_LARGE });
  });
  const ids = scenes.map(({ id }) => id);
  ids.forEach((id, at) => {
    if (ids.indexOf(id) < at) problems.push({ path: ['scenes', at, 'id'], message: `${id} is there twice` });
  });
  if (file.frames !== undefined && file.frames !== timeline.frames) {
    problems.push({ path: ['frames'], message: `the scenes have ${timeline.frames} frames in all` });
  }
  if (problems.length > 0) refuseTimeline(problems);
}

/** A layer may be larger than the frame, to be panned; what is drawn of it is held in memory whole. */
const LARGEST = { side: 16_384, pixels: 2 ** 26 };
const TOO_LARGE = `a layer has at most ${LARGEST.side} pixels a side and ${LARGEST.pixels} in all`;

function isTooLarge({ width, height }: { width: number; height: number }): boolean {
  return Math.max(width, height) > LARGEST.side || width * height > LARGEST.pixels;
}

function sceneProblems(
  scene: TimelineScene,
  wantedStart: number | undefined,
  { timeline: { width, height }, next }: { timeline: Timeline; next: TimelineScene | undefined },
): TimelineProblem[] {
  const { layers, frames, narration, startFrame, transition } = scene;
  const [ground] = layers;
  const problems: TimelineProblem[] = [];
  const say = (path: PropertyKey[], message: string) => problems.push({ path, message });
  if (wantedStart !== undefined && wantedStart !== startFrame) {
    say(['startFrame'], `the scenes before it end so that it begins at frame ${startFrame}`);
  }
  const covers =
    ground &&
    ground.x <= 0 &&
    ground.y <= 0 &&
    ground.x + ground.width >= width &&
    ground.y + ground.height >= height;
  if (!covers) say(['layers', 0], `the first layer must cover the frame of ${width} × ${height}`);
  layers.forEach(({ x, y, width: wide, height: high }, at) => {
    if (isTooLarge({ width: wide, height: high })) say(['layers', at], TOO_LARGE);
    const outside = x >= width || y >= height || x + wide <= 0 || y + high <= 0;
    if (outside) say(['layers', at], 'it lies outside the frame');
  });
  if (transition.frames + (next?.transition.frames ?? 0) >= frames) {
    say(['transition'], `the transitions at both its ends do not fit into its ${frames} frames`);
  }
  const endMs = (frames * 1000) / FPS;
  if (narration.offsetMs + narration.durationMs > endMs) {
    const seconds = ((narration.offsetMs + narration.durationMs) / 1000).toFixed(2);
    say(['narration'], `it is heard until ${seconds} s, the scene ends at ${(endMs / 1000).toFixed(2)} s`);
  }
  narration.words.forEach(({ startMs, endMs: ends }, at) => {
    if (ends < startMs) say(['narration', 'words', at], 'it ends before it begins');
  });
  return problems;
}
