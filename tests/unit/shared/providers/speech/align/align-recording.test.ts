import { describe, expect, test } from 'vitest';
import { decodeWav } from '#shared/audio/wav.ts';
import { alignRecording } from '#shared/providers/speech/align/align-recording.ts';
import { alignWords } from '#shared/providers/speech/align/align-words.ts';
import { synthesise } from '#shared/providers/speech/flite/synthesise.ts';
import { toSpokenWords } from '#shared/providers/speech/text/spoken-words.ts';

const LINES = [
  'Half of the ocean floor lies deeper than three thousand meters.',
  '',
  'In 1960, two people went all the way down, and they saw a fish.',
  'Since then, only robots have come back.',
];

/** A reading by a voice that the aligner does not use as its reference, with its true times. */
async function read(text: string) {
  const words = toSpokenWords(text);
  const { sound, times } = await synthesise(words, { flite: 'rms', stretch: 1.15 });
  const [samples = new Float32Array(0)] = sound.channels;
  return { samples, sampleRate: sound.sampleRate, times };
}

const errorsOf = (
  found: readonly { index: number; start: number }[],
  truth: readonly { index: number; start: number }[],
) =>
  truth
    .map(({ index, start }) => {
      const time = found.find((one) => one.index === index);
      return time === undefined ? Number.POSITIVE_INFINITY : Math.abs(time.start - start) * 1000;
    })
    .sort((a, b) => a - b);

describe('words of an unknown voice', () => {
  test('are found within 100 ms of where they are, nineteen of twenty', async () => {
    const text = LINES.filter(Boolean).join(' ');
    const { times: truth, ...sound } = await read(text);
    const errors = errorsOf(await alignWords({ ...sound, text, language: 'en' }), truth);
    expect(errors[Math.floor(errors.length / 2)]).toBeLessThan(60);
    expect(errors[Math.floor(errors.length * 0.95)]).toBeLessThan(100);
  });

  test('in a language without a reference are found from pauses, each sentence where it begins', async () => {
    const text = 'First we go. Then, after a long while, we come back. Third.';
    const { times: truth, ...sound } = await read(text);
    const found = await alignWords({ ...sound, text, language: 'xx' });
    const startOf = (times: typeof truth, index: number) => times.find((time) => time.index === index)?.start;
    for (const index of [0, 3, 11]) {
      const [seen = 99, wanted = 0] = [startOf(found, index), startOf(truth, index)];
      expect(Math.abs(seen - wanted), text.split(' ')[index]).toBeLessThan(0.15);
    }
    expect(found.map(({ index }) => index)).toEqual(text.split(' ').map((_, index) => index));
  });
});

describe('a recording of a whole script', () => {
  test('is cut at its lines, each with its words in order and inside its sound', async () => {
    const { samples, sampleRate } = await read(LINES.join(' '));

    // Act
    const scenes = await alignRecording({ samples, sampleRate, lines: LINES, language: 'en' });

    // Assess
    expect(scenes.map((scene) => scene?.words.map(({ text }) => text).join(' ') ?? '')).toEqual(LINES);
    for (const scene of scenes) {
      if (scene === undefined) continue;
      const [sound = new Float32Array(0)] = decodeWav(scene.wav).channels;
      expect(scene.durationMs).toBe(Math.round(sound.length / 48));
      let last = 0;
      for (const { startMs, endMs } of scene.words) {
        expect(startMs).toBeGreaterThanOrEqual(last);
        last = endMs;
      }
      expect(last).toBeLessThanOrEqual(scene.durationMs);
      expect(scene.words[0]?.startMs).toBeLessThan(400);
      expect(scene.durationMs - last).toBeLessThan(500);
    }
  });

  test('in which nothing is heard is refused', async () => {
    const silent = { samples: new Float32Array(16_000), sampleRate: 16_000, lines: ['One.'], language: 'en' };
    await expect(alignRecording(silent)).rejects.toThrow();
  });
});
