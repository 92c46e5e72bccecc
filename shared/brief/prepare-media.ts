import type { AssetRef } from '#shared/domain/asset.ts';
import type { Brief } from '#shared/domain/brief.ts';
import type { PreparedFootage, PreparedMedia } from '#shared/domain/prepared-media.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson } from '#shared/engine/step-context.ts';
import type { StepEnvironment } from '#shared/engine/step-environment.ts';
import { AppError, errorCode, toAppError } from '#shared/errors.ts';
import { findShots } from '#shared/media/footage/find-shots-step.ts';
import { normaliseFootage } from '#shared/media/normalise-footage-step.ts';
import { normaliseSound } from '#shared/media/normalise-sound-step.ts';
import { BeatTimes, trackBeatsStep } from '#shared/render/audio/own-music/track-beats-step.ts';

/** Frames a second of footage that was made uniform. */
const FPS = 30;

/** Makes footage, music and recording of a brief uniform, each a step of its own, and finds shots and beats in them. */
export async function prepareMedia(
  brief: Brief,
  environment: StepEnvironment<'tools'>,
): Promise<PreparedMedia> {
  const footage: PreparedFootage[] = [];
  for (const { name, alt, ref } of brief.footage) {
    const made = await naming(name, () => runStep(normaliseFootage, { footage: ref }, environment));
    const { video, audio, width, height, frames } = made;
    const durationMs = Math.round((frames * 1000) / FPS);
    const { shots } = await runStep(findShots, { video, width, height, durationMs }, environment);
    footage.push({
      name,
      ...(alt ? { alt } : {}),
      video,
      ...(audio ? { sound: audio } : {}),
      ...{ width, height, durationMs },
      shots,
    });
  }
  const { music: piece, recording: spoken } = brief;
  const music = piece && (await naming('the music', () => prepareMusic(piece, environment)));
  const recording =
    spoken && (await naming('the recording', () => runStep(normaliseSound, { sound: spoken }, environment)));
  return {
    version: 1,
    footage,
    ...(music ? { music } : {}),
    ...(recording ? { recording: recording.audio } : {}),
    ...(brief.pronunciations ? { pronunciations: brief.pronunciations } : {}),
  };
}

/** Does the work; of a file that cannot be used the error says which of them it is. */
async function naming<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (errorCode(error) !== 'MEDIA_INVALID') throw error;
    const { message, hint } = toAppError(error);
    throw new AppError('MEDIA_INVALID', `Of what came with the brief, ${name}: ${message}`, {
      ...(hint === undefined ? {} : { hint }),
      cause: error,
    });
  }
}

async function prepareMusic(sound: AssetRef, environment: StepEnvironment<'tools'>) {
  const { audio } = await runStep(normaliseSound, { sound }, environment);
  const { beats } = await runStep(trackBeatsStep, { music: audio }, environment);
  const { ports, tenant } = environment;
  return { audio, beatsMs: await readJson(ports, tenant, BeatTimes, beats) };
}
