import { AppError, ERRORS, type ErrorCode } from '#shared/errors.ts';

/** What becomes of a film one of whose scenes cannot be made: a plain card in its place, a film without it, or no film. */
export const FAILED_SCENE_POLICIES = ['placeholder', 'drop', 'fail'] as const;
export type FailedScenePolicy = (typeof FAILED_SCENE_POLICIES)[number];

/** How the making of one scene ended. */
export interface SceneOutcome {
  /** Position in the film, from 0. */
  scene: number;
  /** Left out when the scene is there. */
  failure?: { code: ErrorCode; message: string };
}

/** What is done with each scene, and what the person is told. */
export interface SettledScenes {
  /** Scenes that are shown as they are. */
  shown: number[];
  /** Scenes in whose place a plain card with their words is shown. */
  placeholders: number[];
  /** Scenes that the film goes without. */
  dropped: number[];
  notices: { code: 'SCENE_REPLACED' | 'SCENE_DROPPED'; message: string }[];
}

/** Errors that are no fault of a scene: somebody stopped the work, or there is no money, disk or tool for any other either. */
const NOT_OF_A_SCENE: readonly ErrorCode[] = [
  ...(['CANCELLED', 'BUDGET_EXCEEDED', 'STORE_FULL', 'TOOL_MISSING', 'PORT_NOT_GRANTED'] as const),
  ...(['APPROVAL_REJECTED', 'APPROVAL_EXPIRED', 'CONFIG_INVALID'] as const),
];

/**
 * Settles what becomes of scenes that have failed for good, after all retries. Throws the first failure when the policy is `fail`,
 * when it is none of a scene's own, when trying again could still help, or when no scene at all could be made.
 */
export function settleFailedScenes(
  outcomes: readonly SceneOutcome[],
  policy: FailedScenePolicy,
): SettledScenes {
  const failed = outcomes.flatMap(({ scene, failure }) => (failure ? [{ scene, ...failure }] : []));
  const fatal =
    failed.find(({ code }) => NOT_OF_A_SCENE.includes(code) || mayRecover(code)) ??
    (policy === 'fail' || failed.length === outcomes.length ? failed[0] : undefined);
  if (fatal) {
    throw new AppError(fatal.code, `Scene ${fatal.scene + 1} could not be made: ${fatal.message}`);
  }
  const scenes = failed.map(({ scene }) => scene);
  return {
    shown: outcomes.filter(({ failure }) => !failure).map(({ scene }) => scene),
    placeholders: policy === 'placeholder' ? scenes : [],
    dropped: policy === 'drop' ? scenes : [],
    notices: failed.map(({ scene, message }) =>
      policy === 'placeholder'
        ? {
            code: 'SCENE_REPLACED' as const,
            message: `Scene ${scene + 1} is shown as plain words: ${message}`,
          }
        : { code: 'SCENE_DROPPED' as const, message: `Scene ${scene + 1} was left out: ${message}` },
    ),
  };
}

/** A crash or a full queue is tried again by the workflow; a tool that crashed twice on the same scene counts as the scene's. */
function mayRecover(code: ErrorCode): boolean {
  return ERRORS[code].retry === 'backoff' && code !== 'TOOL_CRASHED' && code !== 'TOOL_TIMEOUT';
}
