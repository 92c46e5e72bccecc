import { describe, expect, test } from 'vitest';
import { checkVoice } from '#shared/publish/contract/check-voice.ts';
import { levelsOf } from '#shared/publish/contract/sound-levels.ts';
import {
  type SoundFaults,
  sampleSound,
  sampleVoice,
} from '#tests/unit/shared/publish/contract/sample-film.ts';

const voices = [0, 1, 2].map((at) => ({
  scene: `scene-00${at + 1}`,
  startMs: at * 2000 + 250,
  levels: levelsOf(sampleVoice(at)),
}));
const check = (faults: SoundFaults = {}, spoken = voices) =>
  checkVoice(levelsOf(sampleSound(faults)), spoken);

describe('each voice is heard where its captions are', () => {
  test.each([
    ['in its place', {}],
    ['a tenth of a second late', { delay: 0.1 }],
    ['a little early', { delay: -0.09 }],
    ['under music that is 12 dB below it', { bed: 0.05 }],
  ])('a voice %s is in time', (_, faults) => {
    expect(check(faults)?.ok).toBe(true);
  });

  test.each([0.15, 0.2, 0.5, -0.3])('a voice that is %f s off is found, and by how much', (delay) => {
    const fault = check({ delay });
    expect(fault).toMatchObject({ promise: 'captions-heard', ok: false });
    const told = `${Math.abs(delay) * 1000} ms too ${delay > 0 ? 'late' : 'early'}`;
    expect(fault?.measured).toContain(told);
  });

  test('one voice that was left out is found, and where', () => {
    const fault = check({ voices: [0, 2] });
    expect(fault).toMatchObject({ ok: false, atMs: 2250 });
    expect(fault?.measured).toBe('the voice of scene-002 is not heard where its captions are');
  });

  test('a voice in the place of another is found', () => {
    const swapped = voices.map((voice, at) => ({
      ...voice,
      levels: voices[(at + 1) % 3]?.levels ?? voice.levels,
    }));
    expect(check({}, swapped)?.ok).toBe(false);
  });

  test('a voice that is drowned, and a film without sound, are found', () => {
    expect(check({ bed: 0.8 })?.ok).toBe(false);
    expect(checkVoice(new Float32Array(), voices)?.ok).toBe(false);
  });

  test('a film of one short sentence is as sure as a long one', () => {
    const [first] = voices;
    const short = first ? [{ ...first, levels: first.levels.subarray(0, 60) }] : [];
    expect(check({ bed: 0.03 }, short)?.ok).toBe(true);
    expect(check({ bed: 0.03, voices: [] }, short)?.ok).toBe(false);
  });

  test('of a film that nobody speaks in nothing is promised', () => {
    expect(check({}, [])).toBeUndefined();
  });
});
