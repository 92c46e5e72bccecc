import { describe, expect, test } from 'vitest';
import { AudioMix } from '#shared/domain/audio-mix.ts';
import type { Layer, Timeline } from '#shared/domain/timeline.ts';
import { planAudioMix } from '#shared/render/audio/plan-audio-mix.ts';

const audio = (digit: string) => ({ hash: digit.repeat(64), mediaType: 'audio/wav', bytes: 1 });
const scene = (startFrame: number, offsetMs: number, voice?: string) =>
  ({
    startFrame,
    frames: 31,
    layers: [],
    transition: { kind: 'fade', frames: 12 },
    narration: { offsetMs, ...(voice ? { audio: audio(voice) } : {}) },
  }) as unknown as Timeline['scenes'][number];
const timeline = (scenes: Timeline['scenes'], music?: Timeline['music']) =>
  ({ frames: 100, fps: 30, scenes, music }) as Timeline;

describe('plan of the sound', () => {
  test('every voice begins where its scene says, in order; silent scenes have none', () => {
    // Act
    const mix = planAudioMix(timeline([scene(0, 400, 'a'), scene(31, 0), scene(62, 250, 'b')]));

    // Assess
    expect(AudioMix.parse(mix)).toEqual({
      version: 2,
      durationMs: 3333,
      voice: [
        { audio: audio('a'), startMs: 400 },
        { audio: audio('b'), startMs: 2317 },
      ],
      chaptersMs: [],
      accents: [],
      clips: [],
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

  test('accents go with what is seen, with rests between, and only where there is music', () => {
    // Prepare
    const item = (at: number, delayMs: number) =>
      ({ item: at, entrance: { kind: 'rise', delayMs, durationMs: 300 } }) as Layer;
    const scenes = [
      scene(0, 400),
      { ...scene(100, 0), transition: { kind: 'push-left', frames: 12 } },
      { ...scene(150, 0), transition: { kind: 'push-left', frames: 12 } },
      { ...scene(200, 0), chapter: 'Two', layers: [item(0, 500), item(0, 700), item(1, 1500)] },
      scene(300, 0),
    ] as Timeline['scenes'];
    const film = { ...timeline(scenes, { audio: audio('f'), mood: 'calm' }), frames: 400 };

    // Act
    const mix = AudioMix.parse(planAudioMix(film));

    // Assess
    expect(mix.accents.map(({ kind, startMs }) => [kind, startMs])).toEqual([
      ['hit', 0],
      ['whoosh', 3148],
      ['riser', 5367],
      ['tick', 7167],
      ['tick', 8167],
      ['shimmer', 10_000],
    ]);
    expect(mix.accents.every(({ gainDb }) => gainDb >= -30 && gainDb <= -18)).toBe(true);
    expect(mix.chaptersMs).toEqual([6667]);
    const { music: _, ...silent } = film;
    expect(planAudioMix(silent as Timeline).accents).toEqual([]);
  });

  test('footage sounds as long as its scene, from where and as fast as it is shown; the loudness is the timeline’s', () => {
    // Prepare
    const footageSound = { audio: audio('c'), fromMs: 1500, speed: 1.25 };
    const film = { ...timeline([{ ...scene(30, 0), footageSound } as Timeline['scenes'][number]]) };

    // Act
    const mix = planAudioMix({ ...film, loudness: { lufs: -23, peakDb: -2 } });

    // Assess
    expect(mix.clips).toEqual([
      { audio: audio('c'), startMs: 1000, trimStartMs: 1500, durationMs: 1033, gainDb: 0, speed: 1.25 },
    ]);
    expect([mix.targetLufs, mix.truePeakDb]).toEqual([-23, -2]);
  });
});
