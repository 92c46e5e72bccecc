import type { AssetRef } from '#shared/domain/asset.ts';
import { FPS, type Layer } from '#shared/domain/timeline.ts';
import { runStep } from '#shared/engine/run-step.ts';
import type { StepEnvironment } from '#shared/engine/step-environment.ts';
import { AppError, errorCode, toAppError } from '#shared/errors.ts';
import { normaliseFootage } from '#shared/media/normalise-footage-step.ts';
import { normaliseSound } from '#shared/media/normalise-sound-step.ts';
import { takeStillStep } from '#shared/media/take-still-step.ts';
import { refuseTimeline } from '#shared/render/timeline-file/problems.ts';
import type { FileLayer, FileScene, TimelineFile } from '#shared/render/timeline-file/timeline-file.ts';

/** Where steps run, and the hashes of the files that are to be made uniform; everything else is already. */
type Environment = StepEnvironment<'tools'> & { files: ReadonlySet<string> };

/** A scene as the renderer wants it: each layer has a picture. */
export type UsedScene = Omit<FileScene, 'layers'> & { layers?: Layer[] | undefined };

/** A timeline file of which all media are as the renderer wants them. */
export type UsedTimeline = Omit<TimelineFile, 'scenes'> & { scenes: UsedScene[] };

/** The timeline with the footage and sound of `files` (by hash) as the renderer wants it, whatever made them. */
export async function useMedia(
  file: TimelineFile,
  files: ReadonlySet<string>,
  where: StepEnvironment<'tools'>,
): Promise<UsedTimeline> {
  const environment = { ...where, files };
  const { music } = file;
  const scenes: UsedScene[] = [];
  for (const [at, scene] of file.scenes.entries()) {
    scenes.push(await tellingWhere(['scenes', at], () => useInScene(scene, environment)));
  }
  return {
    ...file,
    scenes,
    music:
      typeof music === 'string'
        ? music
        : await tellingWhere(['music'], async () => {
            return { ...music, audio: await uniformSound(music.audio, environment) };
          }),
  };
}

/** Does the work; a file that cannot be used is told of with the path to where it is named (`TIMELINE_INVALID`). */
async function tellingWhere<T>(path: readonly PropertyKey[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (errorCode(error) !== 'MEDIA_INVALID') throw error;
    return refuseTimeline([{ path, message: toAppError(error).message.replace(/\.$/, '') }]);
  }
}

async function useInScene({ layers, ...scene }: FileScene, environment: Environment): Promise<UsedScene> {
  const { visual, narration, footageSound } = scene;
  const used: UsedScene = { ...scene };
  if (layers) {
    used.layers = [];
    for (const layer of layers) used.layers.push(await useInLayer(layer, environment));
  }
  if (visual?.kind === 'clip') {
    const { video } = await uniform(visual.footage, environment);
    used.visual = { ...visual, footage: video };
  }
  if (narration?.audio) {
    used.narration = { ...narration, audio: await uniformSound(narration.audio, environment) };
  }
  if (footageSound) {
    used.footageSound = { ...footageSound, audio: await uniformSound(footageSound.audio, environment) };
  }
  return used;
}

async function useInLayer({ image, footage, ...layer }: FileLayer, environment: Environment): Promise<Layer> {
  if (!footage) return { ...layer, image: image as AssetRef };
  const { video, width, height, frames } = await uniform(
    footage.video,
    environment,
    footage.crop === undefined,
  );
  if ((footage.fromMs * FPS) / 1000 >= frames) {
    throw new AppError(
      'MEDIA_INVALID',
      `The footage has no picture at ${(footage.fromMs / 1000).toFixed(2)} s.`,
    );
  }
  const crop = footage.crop ?? coveringCrop({ width, height }, layer);
  const still = async () =>
    (await runStep(takeStillStep, { footage: video, atMs: footage.fromMs }, environment)).still;
  return { ...layer, image: image ?? (await still()), footage: { ...footage, video, crop } };
}

/** The largest part in the middle of a picture that has the shape of a box, in parts of the picture. */
function coveringCrop(picture: { width: number; height: number }, box: { width: number; height: number }) {
  const ratio = (box.width * picture.height) / (box.height * picture.width);
  const [width, height] = ratio < 1 ? [ratio, 1] : [1, 1 / ratio];
  return { x: (1 - width) / 2, y: (1 - height) / 2, width, height };
}

/** Footage as the renderer wants it; its size is known where it was made so just now, or `measured`. */
async function uniform(footage: AssetRef, environment: Environment, measured = false) {
  if (!environment.files.has(footage.hash) && !measured)
    return { video: footage, width: 1, height: 1, frames: Number.POSITIVE_INFINITY };
  return await runStep(normaliseFootage, { footage }, environment);
}

async function uniformSound(sound: AssetRef, environment: Environment): Promise<AssetRef> {
  if (!environment.files.has(sound.hash)) return sound;
  return (await runStep(normaliseSound, { sound }, environment)).audio;
}
