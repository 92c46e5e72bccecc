import { describe, expect, test } from 'vitest';
import type { Cue } from '#shared/domain/render-plan.ts';
import { checkCaptions } from '#shared/publish/contract/check-captions.ts';
import { planCues } from '#shared/render/captions/plan-cues.ts';
import { sampleScene, sampleTimeline } from '#tests/unit/shared/publish/contract/sample-film.ts';
import { withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

await withFonts();
const timeline = sampleTimeline();
const cue = (startFrame: number, endFrame: number, ...lines: string[]): Cue => ({
  startFrame,
  endFrame,
  lines: lines.map((text) => [{ text, startFrame }]),
  spoken: true,
});
const broken = (cues: Cue[], change = timeline) =>
  checkCaptions(cues, change, 'burned')
    .filter(({ ok }) => !ok)
    .map(({ promise, atMs }) => [promise, atMs]);

describe('captions are held to their words', () => {
  test('the captions that the planner makes keep every promise', () => {
    expect(broken(planCues(timeline))).toEqual([]);
  });

  test('a caption up to 100 ms early is as good as one in time', () => {
    expect(broken([cue(5, 50, 'Deep water.')])).toEqual([]);
  });

  // The words of the sample film are heard in frames 7.5 and 25.5 of every scene of 60 frames.
  test.each([
    ['more than 100 ms early', [cue(3, 50, 'Deep water.')], [['captions-in-time', 100]]],
    [
      'over each other',
      [cue(7, 68, 'Deep water.'), cue(67, 110, 'Deep water.')],
      [['captions-in-time', 2233]],
    ],
    ['beyond the end', [cue(127, 181, 'Deep water.')], [['captions-in-time', 4233]]],
    [
      'for no time at all',
      [cue(7, 7, 'Deep water.')],
      [
        ['captions-in-time', 233],
        ['captions-readable', 233],
      ],
    ],
    ['too much to read', [cue(7, 40, 'Deep water is cold, dark and heavy.')], [['captions-readable', 233]]],
    ['three lines high', [cue(7, 60, 'Deep', 'water', 'is')], [['captions-in-frame', 233]]],
    ['too wide', [cue(7, 60, 'W'.repeat(40))], [['captions-in-frame', 233]]],
  ])('a caption %s is found', (_, cues, faults) => {
    expect(broken(cues)).toEqual(expect.arrayContaining(faults));
  });

  test('no captions where words are spoken is a broken promise, and none where nobody speaks is not', () => {
    expect(broken([])).toEqual([['captions-present', undefined]]);
    const scenes = [0, 1, 2].map(sampleScene).map((scene) => {
      return { ...scene, narration: { offsetMs: 0, durationMs: 0, words: [] } };
    });
    expect(broken([], sampleTimeline({ scenes }))).toEqual([]);
  });
});
