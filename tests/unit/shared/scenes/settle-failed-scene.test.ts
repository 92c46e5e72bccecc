import { expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { settleFailedScene } from '#shared/scenes/settle-failed-scene.ts';

const scene = { id: 'scene-004', narration: 'The reef at noon.' };
const broken = new AppError('MEDIA_INVALID', 'The picture is damaged.');

test('a scene is shown as plain words, and the person is told why', () => {
  expect(settleFailedScene(scene, broken, 'placeholder')).toEqual({
    visual: { kind: 'statement', text: 'The reef at noon.', emphasis: [] },
    notice: { code: 'SCENE_REPLACED', message: 'Scene 4 is shown as plain words: The picture is damaged.' },
  });
});

test('a scene is left out, and the person is told why', () => {
  expect(settleFailedScene(scene, broken, 'drop')).toEqual({
    notice: { code: 'SCENE_DROPPED', message: 'Scene 4 was left out: The picture is damaged.' },
  });
});

test('a film that must be whole is not made', () => {
  expect(() => settleFailedScene(scene, broken, 'fail')).toThrow('Scene 4 could not be made');
});

test.each(['CANCELLED', 'STORE_FULL', 'TOOL_MISSING', 'LEASE_LOST', 'TOOL_CRASHED'] as const)(
  '%s is no fault of the scene, whatever the policy',
  (code) => {
    const error = new AppError(code, 'It stopped.');
    expect(() => settleFailedScene(scene, error, 'placeholder')).toThrow(expect.objectContaining({ code }));
  },
);

test('a mistake of ours is not hidden behind plain words', () => {
  const bug = new TypeError('x is undefined');
  expect(() => settleFailedScene(scene, bug, 'drop')).toThrow(bug);
});
