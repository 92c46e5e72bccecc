import type { BriefOptions } from '#shared/domain/brief.ts';
import type { CaptionLook } from '#shared/domain/caption-look.ts';
import type { Narration } from '#shared/domain/speech.ts';
import type { Storyboard } from '#shared/domain/storyboard.ts';
import { FPS, type Illustration, type Timeline, type TimelineScene } from '#shared/domain/timeline.ts';
import { AppError } from '#shared/errors.ts';
import { fitFootage } from '#shared/render/timeline/fit-footage.ts';
import { openAtOnce } from '#shared/render/timeline/open-at-once.ts';
import { type Placing, placeScenes, type ScenePlace } from '#shared/render/timeline/place-scenes.ts';
import { revealItems } from '#shared/render/timeline/reveal-items.ts';
import { type FrameSize, frameSize } from '#shared/scenes/frame.ts';

/** What was made for one scene: how it is spoken and what it shows. */
export interface TakeContents {
  scene: string;
  narration: Narration;
  illustration: Illustration;
}

/** Options of the brief that shape the timeline. */
export interface CutOptions extends Pick<BriefOptions, 'aspect' | 'quality' | 'captions'>, Placing {
  captionLook: CaptionLook;
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
  const places = placeScenes(
    storyboard.scenes.map(({ chapter }, index) => ({
      voiceMs: takes[index]?.narration.durationMs ?? 0,
      beginsChapter: chapter !== undefined,
    })),
    options,
  );
  const scenes = storyboard.scenes.map((scene, index): TimelineScene => {
    const take = takes[index];
    if (take?.scene !== scene.id) refuse(`the take of ${take?.scene} where ${scene.id} is due`);
    checkCover(scene.id, take.illustration, size);
    const { narration, illustration } = take;
    const { startFrame, frames, transition, leadInMs } = places[index] as ScenePlace;
    const { layers, footageSound } = fitFootage(
      revealItems(index === 0 ? openAtOnce(illustration.layers) : illustration.layers, scene.reveals ?? [], {
        offsetMs: leadInMs,
        words: narration.words,
      }),
      scene.visual,
      frames,
    );
    return {
      ...{ id: scene.id, startFrame, frames, transition, layers },
      narration: {
        ...(narration.audio ? { audio: narration.audio } : {}),
        offsetMs: leadInMs,
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
    };
  });
  const last = scenes.at(-1);
  return {
    version: 2,
    title: storyboard.title,
    language: storyboard.language,
    ...size,
    fps: FPS,
    frames: last ? last.startFrame + last.frames : 0,
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
