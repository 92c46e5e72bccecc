import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '#shared/errors.ts';
import {
  FAILED_SCENE_POLICIES,
  type SceneOutcome,
  settleFailedScenes,
} from '#shared/scenes/settle-failed-scenes.ts';

const failing = (code: ErrorCode) => ({ code, message: 'its picture is damaged.' });
/** Four scenes of which those named fail. */
const film = (failed: number[], code: ErrorCode = 'MEDIA_INVALID'): SceneOutcome[] =>
  [0, 1, 2, 3].map((scene) => (failed.includes(scene) ? { scene, failure: failing(code) } : { scene }));

describe('a scene that fails for good', () => {
  test.each([
    ['placeholder', { shown: [0, 2, 3], placeholders: [1], dropped: [] }, 'Scene 2 is shown as plain words'],
    ['drop', { shown: [0, 2, 3], placeholders: [], dropped: [1] }, 'Scene 2 was left out'],
  ] as const)('under %s the film is made without it, and the person is told', (policy, settled, words) => {
    const result = settleFailedScenes(film([1]), policy);
    expect(result).toMatchObject(settled);
    expect(result.notices.map(({ message }) => message)).toEqual([expect.stringContaining(words)]);
  });

  test('under fail there is no film, and the error is that of the scene', () => {
    expect(() => settleFailedScenes(film([2]), 'fail')).toThrow(
      expect.objectContaining({ code: 'MEDIA_INVALID', message: expect.stringContaining('Scene 3') }),
    );
  });

  test.each(['CANCELLED', 'BUDGET_EXCEEDED', 'STORE_FULL', 'LEASE_LOST', 'ASSET_CORRUPT'] as const)(
    '%s is no fault of the scene and ends the film under every policy',
    (code) => {
      for (const policy of FAILED_SCENE_POLICIES) {
        expect(() => settleFailedScenes(film([1], code), policy)).toThrow(expect.objectContaining({ code }));
      }
    },
  );

  test('a program that crashed on the scene, after its retry, is one of its own', () => {
    expect(settleFailedScenes(film([3], 'TOOL_CRASHED'), 'drop').dropped).toEqual([3]);
  });

  test('a film none of whose scenes can be made is none; one without failures is as it was', () => {
    expect(() => settleFailedScenes(film([0, 1, 2, 3]), 'placeholder')).toThrow('Scene 1');
    for (const policy of FAILED_SCENE_POLICIES) {
      expect(settleFailedScenes(film([]), policy)).toEqual({
        shown: [0, 1, 2, 3],
        ...{ placeholders: [], dropped: [], notices: [] },
      });
    }
  });
});
