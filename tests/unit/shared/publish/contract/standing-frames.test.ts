import { expect, test } from 'vitest';
import { standingFrames, stands } from '#shared/publish/contract/standing-frames.ts';
import { planCues } from '#shared/render/captions/plan-cues.ts';
import { sampleScene, sampleTimeline } from '#tests/unit/shared/publish/contract/sample-film.ts';
import { withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

await withFonts();

test('a scene is looked at before it goes, and its caption where that is not seen then', () => {
  const timeline = sampleTimeline();
  const frames = standingFrames(timeline, planCues(timeline));
  expect(frames.map(({ frame }) => frame)).toEqual(
    frames.map(({ frame }) => frame).toSorted((a, b) => a - b),
  );
  for (const { id, startFrame } of timeline.scenes) {
    const own = frames.filter(({ scene }) => scene.id === id);
    expect(own.some(({ frame }) => frame === startFrame + 58)).toBe(true);
    expect(own.some(({ cue }) => cue !== undefined)).toBe(true);
  }
});

test('of captions in files nothing is looked at', () => {
  const timeline = sampleTimeline({ captions: 'file' });
  expect(standingFrames(timeline, planCues(timeline)).map(({ cue }) => cue)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('a layer stands from the end of its entrance to the beginning of its exit', () => {
  const scene = sampleScene(0);
  const [ground, words] = scene.layers;
  if (!ground || !words) throw new Error('The sample scene has two layers.');
  const entrance = { kind: 'fade', delayMs: 300, durationMs: 200 } as const;
  const exit = { kind: 'fade', durationMs: 300, endMs: 1500 } as const;
  const moving = { ...scene, layers: [ground, { ...words, entrance, exit }] };
  expect([10, 30, 40].map((frame) => stands(moving, 1, frame))).toEqual([false, true, false]);
  expect(stands(scene, 1, 1)).toBe(true);
});
