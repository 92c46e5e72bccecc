import { describe, expect, test } from 'vitest';
import { AudioMix } from '#shared/domain/audio-mix.ts';
import type { Timeline } from '#shared/domain/timeline.ts';
import { planAudioMix } from '#shared/render/audio/plan-audio-mix.ts';

const audio = (digit: string) => ({ hash: digit.repeat(64), mediaType: 'audio/wav', bytes: 1 });
const scene = (startFrame: number, offsetMs: number, voice?: string) =>
  ({
    startFrame,
    narration: { offsetMs, ...(voice ? { audio: audio(voice) } : {}) },
  }) as Timeline['scenes'][number];
const timeline = (scenes: Timeline['scenes'], music?: Timeline['music']) =>
  ({ frames: 100, fps: 30, scenes, music }) as Timeline;

describe('plan of the sound', () => {
  test('every voice begins where its scene says, in order; silent scenes have none', () => {
    // Act
    const mix = planAudioMix(timeline([scene(0, 400, 'a'), scene(31, 0), scene(62, 250, 'b')]));

    // Assess
    expect(AudioMix.parse(mix)).toEqual({
      version: 1,
      durationMs: 3333,
      voice: [
        { audio: audio('a'), startMs: 400 },
        { audio: audio('b'), startMs: 2317 },
      ],
      targetLufs: -14,
      truePeakDb: -1,
    });
  });

  test('the pictures do not matter: a timeline that differs in them only has the same plan', () => {
    const one = timeline([scene(0, 400, 'a')], { audio: audio('f'), mood: 'calm' });
    const other = { ...one, captions: 'off', title: 'x' } as Timeline;
    expect(planAudioMix(other)).toEqual(planAudioMix(one));
    expect(planAudioMix(one).music).toEqual({ audio: audio('f') });
  });
});
