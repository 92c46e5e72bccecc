import type { BriefOptions } from '#shared/domain/brief.ts';
import type { Scene, Visual } from '#shared/domain/storyboard.ts';
import { AppError, ERRORS, type ErrorCode, toAppError } from '#shared/errors.ts';

/** What becomes of a scene that cannot be made: other words in its place, or none; and what the person is told. */
export interface SettledScene {
  /** Shown in place of what failed; absent for a scene that is left out. */
  visual?: Visual;
  notice: { code: 'SCENE_REPLACED' | 'SCENE_DROPPED'; message: string };
}

/** Errors that are no fault of a scene: somebody stopped the work, or there is no money, disk or tool for any other either. */
const NOT_OF_A_SCENE: readonly ErrorCode[] = [
  ...(['CANCELLED', 'BUDGET_EXCEEDED', 'STORE_FULL', 'TOOL_MISSING', 'PORT_NOT_GRANTED'] as const),
  ...(['STEP_INPUT_INVALID', 'CONFIG_INVALID', 'INTERNAL'] as const),
];

/**
 * Settles what becomes of a scene whose pictures have failed. Throws what it failed with when the policy is `fail`, when it is none
 * of the scene's own, or when trying again may still help; the workflow does so.
 */
export function settleFailedScene(
  { id, narration }: Pick<Scene, 'id' | 'narration'>,
  thrown: unknown,
  policy: BriefOptions['onSceneFailure'],
): SettledScene {
  const { code, message, hint } = toAppError(thrown);
  const scene = `Scene ${Number(id.replace(/\D+/g, ''))}`;
  if (policy === 'fail' || NOT_OF_A_SCENE.includes(code) || ERRORS[code].retry === 'backoff') {
    throw code === 'INTERNAL'
      ? thrown
      : new AppError(code, `${scene} could not be made: ${message}`, {
          ...(hint ? { hint } : {}),
          cause: thrown,
        });
  }
  if (policy === 'drop') {
    return { notice: { code: 'SCENE_DROPPED', message: `${scene} was left out: ${message}` } };
  }
  return {
    visual: { kind: 'statement', text: narration, emphasis: [] },
    notice: { code: 'SCENE_REPLACED', message: `${scene} is shown as plain words: ${message}` },
  };
}
