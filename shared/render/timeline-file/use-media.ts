import type { AssetRef } from '#shared/domain/asset.ts';
import type { Layer } from '#shared/domain/timeline.ts';
import { runStep } from '#shared/engine/run-step.ts';
import type { StepEnvironment } from '#shared/engine/step-environment.ts';
import { normaliseFootage } from '#shared/media/normalise-footage-step.ts';
import { normaliseSound } from '#shared/media/normalise-sound-step.ts';
import type { FileScene, TimelineFile } from '#shared/render/timeline-file/timeline-file.ts';

/** Where steps run, and the hashes of the files that are to be made uniform; everything else is already. */
type Environment = StepEnvironment<'tools'> & { files: ReadonlySet<string> };

/** The timeline with the footage and sound of `files` (by hash) as the renderer wants it, whatever made them. */
export async function useMedia(
  file: TimelineFile,
  files: ReadonlySet<string>,
  where: StepEnvironment<'tools'>,
): Promise<TimelineFile> {
  const environment = { ...where, files };
  const { music, over } = file;
  const scenes: FileScene[] = [];
  for (const scene of file.scenes) scenes.push(await useInScene(scene, environment));
  return {
    ...file,
    scenes,
    ...(over ? { over: await useInLayers(over, environment) } : {}),
    music:
      typeof music === 'string' ? music : { ...music, audio: await uniformSound(music.audio, environment) },
  };
}

async function useInScene(scene: FileScene, environment: Environment): Promise<FileScene> {
  const { layers, visual, narration, footageSound } = scene;
  const used: FileScene = { ...scene };
  if (layers) used.layers = await useInLayers(layers, environment);
  if (visual?.kind === 'clip')
    used.visual = { ...visual, footage: await uniform(visual.footage, environment) };
  if (narration?.audio) {
    used.narration = { ...narration, audio: await uniformSound(narration.audio, environment) };
  }
  if (footageSound) {
    used.footageSound = { ...footageSound, audio: await uniformSound(footageSound.audio, environment) };
  }
  return used;
}

async function useInLayers(layers: readonly Layer[], environment: Environment): Promise<Layer[]> {
  const used: Layer[] = [];
  for (const layer of layers) {
    const { footage } = layer;
    used.push(
      footage
        ? { ...layer, footage: { ...footage, video: await uniform(footage.video, environment) } }
        : layer,
    );
  }
  return used;
}

async function uniform(footage: AssetRef, environment: Environment): Promise<AssetRef> {
  if (!environment.files.has(footage.hash)) return footage;
  return (await runStep(normaliseFootage, { footage }, environment)).video;
}

async function uniformSound(sound: AssetRef, environment: Environment): Promise<AssetRef> {
  if (!environment.files.has(sound.hash)) return sound;
  return (await runStep(normaliseSound, { sound }, environment)).audio;
}
