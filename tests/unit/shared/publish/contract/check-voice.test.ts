import { describe, expect, test } from 'vitest';
import type { Timeline } from '#shared/domain/timeline.ts';
import { checkVoice } from '#shared/publish/contract/check-voice.ts';
import { planCues } from '#shared/render/captions/plan-cues.ts';
import { sampleScene, sampleTimeline } from '#tests/unit/shared/publish/contract/sample-film.ts';

/** A film of `count` scenes of two seconds; somebody speaks from 0.25 s to 1.65 s of each. */
function filmOf(count: number): Timeline {
  const scenes = Array.from({ length: count }, (_, at) => sampleScene(at % 3)).map((scene, at) => ({
    ...scene,
    id: `scene-${String(at + 1).padStart(3, '0')}`,
    startFrame: at * 60,
  }));
  return sampleTimeline({ scenes, frames: count * 60 });
}

/** Levels of its sound when scene `at` is spoken `shift(at)` ms late, in dB of `pause` and `speech`. */
function levelsOf(count: number, shift: (at: number) => number = () => 0, pause = -44, speech = -20) {
  const levels = new Float32Array(count * 200).fill(pause);
  for (let at = 0; at < count; at++) {
    const start = at * 200 + (250 + shift(at)) / 10;
    levels.fill(speech, start, start + 140);
    // The closure of a consonant is no onset.
    levels.fill(pause, start + 60, start + 70);
  }
  return levels;
}

const check = (count: number, levels: Float32Array, timeline = filmOf(count)) =>
  checkVoice(levels, planCues(timeline), timeline);

describe('the voice is heard where its captions begin', () => {
  test.each([
    ['in its place', () => 0],
    ['a tenth of a second late, as a soft first sound is heard', () => 100],
    ['a little early', () => -100],
  ])('a voice %s is in time', (_, shift) => {
    expect(check(6, levelsOf(6, shift))?.ok).toBe(true);
  });

  test.each([200, 500, -500])('a whole film that is %i ms off is found', (ms) => {
    expect(
      check(
        6,
        levelsOf(6, () => ms),
      ),
    ).toMatchObject({ promise: 'captions-heard', ok: false });
  });

  test('one scene of six at another place is found, and where', () => {
    const fault = check(
      6,
      levelsOf(6, (at) => (at === 3 ? 300 : 0)),
    );
    expect(fault).toMatchObject({ ok: false, atMs: 6233 });
    expect(fault?.measured).toMatch(/^of 6 captions after a pause 1 begin without their voice/);
  });

  test('a voice that is drowned in music, or was left out, is found', () => {
    expect(check(6, levelsOf(6, undefined, -25, -21))?.ok).toBe(false);
    expect(check(6, new Float32Array(1200).fill(-100))?.ok).toBe(false);
    expect(check(6, new Float32Array())?.ok).toBe(false);
  });

  test('in a long film a few soft onsets are no fault', () => {
    const soft = (at: number) => (at % 30 === 7 ? 200 : 0);
    expect(check(60, levelsOf(60, soft))?.ok).toBe(true);
  });

  test('of a film that nobody speaks in nothing is promised', () => {
    const scenes = filmOf(3).scenes.map((scene) => {
      const { audio: _, ...narration } = scene.narration;
      return { ...scene, narration };
    });
    expect(check(3, new Float32Array(600), { ...filmOf(3), scenes })).toBeUndefined();
  });
});
