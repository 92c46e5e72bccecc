import type { Brief } from '#shared/domain/brief.ts';
import type { PreparedFootage, PreparedMedia } from '#shared/domain/prepared-media.ts';
import { runStep } from '#shared/engine/run-step.ts';
import type { StepEnvironment } from '#shared/engine/step-environment.ts';
import { findShots } from '#shared/media/footage/find-shots-step.ts';
import { normaliseFootage } from '#shared/media/normalise-footage-step.ts';

/** Frames a second of footage that was made uniform. */
const FPS = 30;

/** Makes footage, music and recording of a brief uniform, each a step of its own, and finds shots and beats in them. */
export async function prepareMedia(
  brief: Brief,
  environment: StepEnvironment<'tools'>,
): Promise<PreparedMedia> {
  const footage: PreparedFootage[] = [];
  for (const { name, alt, ref } of brief.footage) {
    const made = await runStep(normaliseFootage, { footage: ref }, environment);
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
  return { version: 1, footage };
}
