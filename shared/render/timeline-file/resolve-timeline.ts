import { narrateScene } from '#shared/agents/narrator/step.ts';
import type { Narration } from '#shared/domain/speech.ts';
import { FPS, type Illustration, type Timeline, type TimelineScene } from '#shared/domain/timeline.ts';
import { runStep } from '#shared/engine/run-step.ts';
import type { StepEnvironment } from '#shared/engine/step-environment.ts';
import { revealItems } from '#shared/render/timeline/reveal-items.ts';
import { breathOf, sceneFrames } from '#shared/render/timeline/scene-length.ts';
import { checkScenes, checkTimeline } from '#shared/render/timeline-file/check-timeline.ts';
import { refuseTimeline } from '#shared/render/timeline-file/problems.ts';
import type { UsedScene, UsedTimeline } from '#shared/render/timeline-file/use-media.ts';
import { type FrameSize, frameSize } from '#shared/scenes/frame.ts';
import { illustrateScene } from '#shared/scenes/illustrate-scene.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';

/** What a scene has when it has been drawn and spoken, before its place in the film is known. */
interface Made {
  frames: number;
  narration: TimelineScene['narration'];
  illustration: Illustration;
}

/**
 * Draws and speaks what a timeline leaves to be made, lays its scenes one after the other and gives what the renderer
 * executes. Throws `TIMELINE_INVALID` with the path of what cannot be, and what the steps throw.
 */
export async function resolveTimeline(
  file: UsedTimeline,
  style: StyleSheet,
  environment: StepEnvironment<'tools' | 'speech'>,
): Promise<Timeline> {
  checkScenes(file);
  const size = sizeOf(file);
  const scenes: TimelineScene[] = [];
  let end = 0;
  for (const [at, scene] of file.scenes.entries()) {
    const made = await makeScene(scene, at, { file, style, size }, environment);
    const transition = transitionOf(scene, at);
    const startFrame = end - transition.frames;
    const { layers, description, texts } = made.illustration;
    const told = scene.description ?? description;
    scenes.push({
      id: scene.id ?? `scene-${String(at + 1).padStart(3, '0')}`,
      ...{ startFrame, frames: made.frames, transition, narration: made.narration },
      layers: revealItems(layers, scene.reveals ?? [], made.narration),
      text: scene.text ?? scene.say ?? '',
      description: told,
      ...(scene.footageSound ? { footageSound: scene.footageSound } : {}),
      ...(scene.chapter ? { chapter: scene.chapter } : {}),
      ...((scene.texts ?? texts) ? { texts: scene.texts ?? texts } : {}),
    });
    end = startFrame + made.frames;
  }
  const timeline: Timeline = {
    version: 2,
    title: file.title,
    language: file.language,
    ...size,
    fps: FPS,
    frames: end,
    captions: file.captions,
    captionLook: file.captionLook ?? style.captions,
    scenes,
    ...(file.over ? { over: file.over } : {}),
    ...(typeof file.music === 'object' ? { music: file.music } : {}),
    ...(file.loudness ? { loudness: file.loudness } : {}),
    quality: file.quality,
  };
  checkTimeline(timeline, file);
  return timeline;
}

/** The frame of a timeline: the pixels it gives, or its shape in the quality. */
function sizeOf({ width, height, aspect, quality }: UsedTimeline): FrameSize {
  if (width !== undefined && height !== undefined) return { width, height };
  if (width === undefined && height === undefined) return frameSize({ aspect, quality });
  refuseTimeline([{ path: [], message: 'give both width and height, or neither' }]);
}

function transitionOf({ transition }: UsedScene, at: number): TimelineScene['transition'] {
  if (at === 0 || transition === undefined || transition.kind === 'cut') return { kind: 'cut', frames: 0 };
  const { kind, frames, seconds = 0.4 } = transition;
  return { kind, frames: frames ?? Math.round(seconds * FPS) };
}

async function makeScene(
  scene: UsedScene,
  at: number,
  { file, style, size }: { file: UsedTimeline; style: StyleSheet; size: FrameSize },
  environment: StepEnvironment<'tools' | 'speech'>,
): Promise<Made> {
  const { language, voice, seed } = file;
  const spoken = scene.say
    ? (await runStep(narrateScene, { text: scene.say, voice, language }, environment)).narration
    : undefined;
  const { visual, chapter } = scene;
  const illustration = visual
    ? (
        await runStep(
          illustrateScene,
          { visual, style, ...size, language, seed, ...(chapter ? { chapter } : {}) },
          environment,
        )
      ).illustration
    : { layers: scene.layers ?? [], description: scene.description ?? '' };
  const place = { first: at === 0, last: at === file.scenes.length - 1, endsChapter: false };
  const breath = breathOf(place);
  const frames = scene.frames ?? (scene.seconds ? Math.round(scene.seconds * FPS) : undefined);
  return {
    frames: frames ?? sceneFrames((spoken as Narration).durationMs, breath),
    narration: scene.narration ?? placed(spoken, breath.leadInMs),
    illustration,
  };
}

function placed(spoken: Narration | undefined, offsetMs: number): TimelineScene['narration'] {
  if (!spoken) return { offsetMs: 0, durationMs: 0, words: [] };
  const { audio, durationMs, words } = spoken;
  return { ...(audio ? { audio } : {}), offsetMs, durationMs, words };
}
