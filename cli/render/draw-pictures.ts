import { STILLS } from '#cli/make/film-files.ts';
import type { Rendered } from '#cli/render/render-film.ts';
import { FPS, Timeline } from '#shared/domain/timeline.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { writeJson } from '#shared/engine/step-context.ts';
import type { StepEnvironment } from '#shared/engine/step-environment.ts';
import { AppError } from '#shared/errors.ts';
import { standingFrames } from '#shared/publish/contract/standing-frames.ts';
import { drawStillsStep } from '#shared/render/formats/draw-stills-step.ts';

const NOT_MEASURED = 'Single pictures are not measured.';

/**
 * Draws stills of a film: at the moments that are asked for, in seconds, or each scene as it stands when all has come in.
 * Throws `OPTION_INVALID` for a moment after its end.
 */
export async function drawPictures(
  timeline: Timeline,
  moments: readonly number[] | undefined,
  environment: StepEnvironment<'tools'>,
): Promise<Rendered> {
  const { tenant, ports } = environment;
  const frames = moments
    ? moments.map((seconds) => frameAt(seconds, timeline))
    : standingFrames(timeline, []).map(({ frame }) => frame);
  const cut = await writeJson(ports, tenant, Timeline, timeline);
  const { pictures } = await runStep(drawStillsStep, { timeline: cut, frames }, environment);
  const files = pictures.map((ref, at) => ({
    name: `still-${String(at + 1).padStart(3, '0')}.png`,
    ref,
  })) as Rendered['files'];
  return { files, verdict: 'passed', reasons: [NOT_MEASURED], replaces: (name) => STILLS.test(name) };
}

function frameAt(seconds: number, { frames }: Timeline): number {
  const frame = Math.round(seconds * FPS);
  if (frame < frames) return frame;
  throw new AppError('OPTION_INVALID', `The film has no picture at ${seconds} s.`, {
    hint: `It is ${(frames / FPS).toFixed(2)} s long.`,
  });
}
