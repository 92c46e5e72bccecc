import type { BriefOptions } from '#shared/domain/brief.ts';
import type { CaptionLook } from '#shared/domain/caption-look.ts';
import type { Narration } from '#shared/domain/speech.ts';
import type { Storyboard } from '#shared/domain/storyboard.ts';
import { FPS, type Illustration, type Timeline, type TimelineScene } from '#shared/domain/timeline.ts';
import { AppError } from '#shared/errors.ts';
import { fitFootage } from '#shared/render/timeline/fit-footage.ts';
import { revealItems } from '#shared/render/timeline/reveal-items.ts';
import { breathOf, framesToBeat, lastFrames, sceneFrames } from '#shared/render/timeline/scene-length.ts';
import { type FrameSize, frameSize } from '#shared/scenes/frame.ts';
import { chooseTransition } from '#shared/scenes/styles/choose-transition.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';

/** What was made for one scene: how it is spoken and what it shows. */
export interface TakeContents {
  scene: string;
  narration: Narration;
  illustration: Illustration;
}

/** Options of the brief that shape the timeline. */
export interface CutOptions extends Pick<BriefOptions, 'aspect' | 'quality' | 'captions'> {
  captionLook: CaptionLook;
  /** Wanted length in seconds: the last picture stands shorter or longer to meet it, as far as that goes. */
  seconds?: number | undefined;
  /** Beats of the person's own music, in ms: scenes change on one where one is near. Music that is composed follows the film. */
  beatsMs?: readonly number[] | undefined;
  /** How the style comes from scene to scene; the seed decides the order. */
  transitions: StyleSheet['transitions'];
  seed: number;
}

/**
 * Lays the scenes on the timeline: each as long as its voice and the silence around it, each fading in over the last
 * frames of the one before, no two voices at once. Throws `STEP_INPUT_INVALID` when the takes are not those of the
 * storyboard's scenes in order, or a scene's first layer does not cover the frame.
 */
export function cutTimeline(
  storyboard: Storyboard,
  takes: readonly TakeContents[],
  options: CutOptions,
): Timeline {
  const size = frameSize(options);
  if (takes.length !== storyboard.scenes.length) {
    refuse(`${takes.length} takes for ${storyboard.scenes.length} scenes`);
  }
  const scenes: TimelineScene[] = [];
  let startFrame = 0;
  storyboard.scenes.forEach((scene, index) => {
    const take = takes[index];
    if (take?.scene !== scene.id) refuse(`the take of ${take?.scene} where ${scene.id} is due`);
    checkCover(scene.id, take.illustration, size);
    const first = index === 0;
    const next = storyboard.scenes[index + 1];
    const breath = breathOf({ first, last: !next, endsChapter: next?.chapter !== undefined });
    const { narration, illustration } = take;
    const transition = chooseTransition(options, {
      index,
      beginsChapter: scene.chapter !== undefined,
      seed: options.seed,
    });
    const { frames: fade } = transition;
    const nextFade = next
      ? chooseTransition(options, {
          index: index + 1,
          beginsChapter: next.chapter !== undefined,
          seed: options.seed,
        }).frames
      : 0;
    const least = sceneFrames(narration.durationMs, breath);
    const frames = next
      ? least + framesToBeat(startFrame - fade + least - nextFade / 2, options.beatsMs)
      : lastFrames(least, startFrame - fade, options.seconds);
    const spokenMs = { offsetMs: breath.leadInMs, words: narration.words };
    const { layers, footageSound } = fitFootage(
      revealItems(illustration.layers, scene.reveals ?? [], spokenMs),
      scene.visual,
      frames,
    );
    startFrame -= fade;
    scenes.push({
      id: scene.id,
      startFrame,
      frames,
      transition,
      layers,
      narration: {
        ...(narration.audio ? { audio: narration.audio } : {}),
        offsetMs: breath.leadInMs,
        durationMs: narration.durationMs,
        words: narration.words,
      },
      ...(footageSound ? { footageSound } : {}),
      text: scene.narration,
      ...(scene.translations ? { translations: scene.translations } : {}),
      ...(scene.chapter === undefined ? {} : { chapter: scene.chapter }),
      description: illustration.description,
      ...(illustration.texts ? { texts: illustration.texts } : {}),
      ...(illustration.lettering ? { lettering: illustration.lettering } : {}),
    });
    startFrame += frames;
  });
  return {
    version: 2,
    title: storyboard.title,
    language: storyboard.language,
    ...size,
    fps: FPS,
    frames: startFrame,
    captions: options.captions,
    captionLook: options.captionLook,
    scenes,
    quality: options.quality,
  };
}

function checkCover(scene: string, { layers: [first] }: Illustration, { width, height }: FrameSize): void {
  const covers = first && first.x === 0 && first.y === 0 && first.width >= width && first.height >= height;
  if (!covers) refuse(`the first layer of ${scene} does not cover a frame of ${width} × ${height}`);
}

function refuse(reason: string): never {
  throw new AppError('STEP_INPUT_INVALID', 'The scenes cannot be put together.', { cause: reason });
}
