import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSpeechFinisher } from '#shared/providers/speech/finish/speech-finisher.ts';
import { CATALOGUE } from '#shared/providers/speech/sherpa/catalogue.ts';
import { createSherpaSpeech } from '#shared/providers/speech/sherpa/sherpa-speech.ts';
import { VoiceName } from '#shared/providers/speech/sherpa/voice-manifest.ts';
import { writeTinyVoice } from '#tests/unit/shared/providers/speech/sherpa/tiny-voice.ts';

const folder = mkdtempSync(join(tmpdir(), 'sherpa-'));
const finisher = createSpeechFinisher();
const speech = createSherpaSpeech({ folder, finisher });
afterAll(async () => {
  await Promise.all([speech.close(), finisher.close()]);
  rmSync(folder, { recursive: true, force: true });
});

function place(name: string, change: object = {}): void {
  writeTinyVoice(join(folder, name));
  const manifest = {
    version: 1,
    name,
    languages: ['nl'],
    licence: 'none',
    files: { kind: 'vits', model: 'tiny.onnx', tokens: 'tokens.txt' },
    sampleRate: 16_000,
    speakers: 1,
    wordsPerMinute: 100,
    source: 'test',
    sha256: 'a'.repeat(64),
    ...change,
  };
  writeFileSync(join(folder, name, 'voice.json'), JSON.stringify(manifest));
}
beforeAll(() => {
  place('tiny');
  place('many', { speakers: 3 });
  place('wrong', { name: 'another' });
  place('escaping', { files: { kind: 'vits', model: '../tiny/tiny.onnx', tokens: 'tokens.txt' } });
  place('broken');
  writeFileSync(join(folder, 'broken', 'tiny.onnx'), 'no model');
});

const say = (voice: string, text = 'Hallo daar, wereld.') => speech.speak({ text, voice, language: 'nl' });

describe('installed neural voices', () => {
  test('are those whose folder says soundly what it holds, with their speakers', () => {
    expect(speech.voices().map(({ name }) => name)).toEqual([
      'sherpa:broken',
      'sherpa:many',
      'sherpa:many#1',
      'sherpa:many#2',
      'sherpa:tiny',
    ]);
  });

  test('speak, the same bytes for the same text, with the times of all words', async () => {
    const [one, two] = [await say('sherpa:tiny'), await say('sherpa:tiny')];
    expect(Buffer.compare(one.wav, two.wav)).toBe(0);
    expect(one.words.map(({ text }) => text)).toEqual(['Hallo', 'daar,', 'wereld.']);
    const starts = one.words.map(({ startMs }) => startMs);
    expect(starts[1]).toBeGreaterThan(200);
    expect([...starts].sort((a, b) => a - b)).toEqual(starts);
  });

  test('that take their process with them leave this one alone, and the next one speaks', async () => {
    await expect(say('sherpa:broken')).rejects.toMatchObject({
      code: expect.stringMatching(/^(TOOL|INTERNAL)/),
    });
    expect((await say('sherpa:tiny')).words.length).toBe(3);
  });

  test('have versions that follow the model, and the engine that is installed', () => {
    const file = createRequire(import.meta.url).resolve('sherpa-onnx-node');
    const { version } = createRequire(import.meta.url)(join(dirname(file), 'package.json')) as {
      version: string;
    };
    expect(speech.versionOf('sherpa:tiny')).toContain(version);
    expect(speech.versionOf('sherpa:tiny')).toContain('aaaaaaaa');
  });

  test('nothing to say and nobody to say it are VOICE_UNAVAILABLE', async () => {
    await expect(say('sherpa:tiny', '🎉 …')).rejects.toMatchObject({ code: 'VOICE_UNAVAILABLE' });
    await expect(say('sherpa:many#7')).rejects.toMatchObject({ code: 'VOICE_UNAVAILABLE' });
    expect(speech.howToGet('sherpa:kokoro-en')).toContain('install kokoro-en');
    expect(speech.howToGet('bob')).toBeUndefined();
  });
});

test('the catalogue has a dozen voices, each with a name that can be installed and an address of the releases', () => {
  expect(CATALOGUE.length).toBeGreaterThanOrEqual(12);
  for (const { name, url, sha256 } of CATALOGUE) {
    expect(VoiceName.safeParse(name).success, name).toBe(true);
    expect(url).toMatch(
      /^https:\/\/github\.com\/k2-fsa\/sherpa-onnx\/releases\/download\/tts-models\/.+\.tar\.bz2$/,
    );
    expect(sha256 ?? 'a'.repeat(64), name).toMatch(/^[0-9a-f]{64}$/);
  }
  expect(new Set(CATALOGUE.map(({ name }) => name)).size).toBe(CATALOGUE.length);
});
