import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { measureLoudness } from '#shared/audio/loudness.ts';
import { decodeWav } from '#shared/audio/wav.ts';
import { createFliteSpeech } from '#shared/providers/speech/flite-speech.ts';
import { rmsDb } from '#tests/unit/shared/audio/signals.ts';

const speech = createFliteSpeech();
afterAll(() => speech.close());

const speak = (text: string, voice = 'flite-slt') => speech.speak({ text, voice, language: 'en' });

const HARD_TEXT =
  '🎉 In 1960, two people reached 10,935 m — at 4 °C, e.g. near Guam; it cost $5.99/month (or 25 %). Café 東京 R&D! ' +
  'See https://www.example.com/docs?x=1 … Dr. Smith, of NASA, said: “1990–2020” … ??? ok';

describe('flite', () => {
  test.each(speech.voices().map(({ name }) => name))(
    '%s gives 48 kHz mono at film loudness, with short silences at both ends',
    async (voice) => {
      // Act
      const { wav, durationMs } = await speak(
        'Half of the ocean floor lies deeper than three thousand meters.',
        voice,
      );

      // Assess
      const { sampleRate, channels } = decodeWav(wav);
      const [samples = new Float32Array()] = channels;
      expect([sampleRate, channels.length]).toEqual([48_000, 1]);
      expect(durationMs).toBe(Math.round(samples.length / 48));
      expect(measureLoudness([samples])).toBeGreaterThan(-19.5);
      expect(measureLoudness([samples])).toBeLessThan(-17.5);
      expect(rmsDb(samples.subarray(0, 1920))).toBeLessThan(-45);
      expect(rmsDb(samples.subarray(0, 7200))).toBeGreaterThan(-40);
      expect([samples[0], samples.at(-1)].map((sample) => Math.abs(sample ?? 1))).toEqual([0, 0]);
    },
  );

  test('the same text gives the same bytes', async () => {
    const [one, two] = [await speak('Nothing is left to chance.'), await speak('Nothing is left to chance.')];
    expect(Buffer.compare(one.wav, two.wav)).toBe(0);
    expect(two.words).toEqual(one.words);
  });

  test('every displayed word has its time, in order and inside the sound', async () => {
    // Act
    const { words, durationMs } = await speak(HARD_TEXT);

    // Assess
    expect(words.map(({ text }) => text)).toEqual(HARD_TEXT.split(/\s+/));
    let last = 0;
    for (const { startMs, endMs } of words) {
      expect(startMs).toBeGreaterThanOrEqual(last);
      expect(endMs).toBeGreaterThanOrEqual(startMs);
      last = endMs;
    }
    expect(last).toBeLessThanOrEqual(durationMs);
    const long = Object.fromEntries(words.map(({ text, startMs, endMs }) => [text, endMs - startMs]));
    expect(long['10,935']).toBeGreaterThan(1000);
    expect(long['$5.99/month']).toBeGreaterThan(1200);
  });

  test('words begin where the sound begins again after a pause', async () => {
    // Act
    const { wav, words } = await speak('First, second; third: fourth. Fifth? Sixth!');

    // Assess
    const [samples = new Float32Array()] = decodeWav(wav).channels;
    const level = (ms: number, length: number) => rmsDb(samples.subarray(ms * 48, (ms + length) * 48));
    for (const { startMs, text } of words.slice(1)) {
      expect(level(startMs - 55, 40), `before ${text}`).toBeLessThan(-45);
      expect(level(startMs + 10, 80), `in ${text}`).toBeGreaterThan(-45);
    }
  });

  test('more than 200 words are spoken, at the pace that the table of voices says of the first voice', async () => {
    // Prepare
    const text = await readFile('tests/fixtures/audio/running-text.txt', 'utf8');
    const count = text.trim().split(/\s+/).length;

    // Act
    const { words, durationMs } = await speak(text);

    // Assess
    expect(words).toHaveLength(count);
    const measured = count / (durationMs / 60_000);
    expect(measured / (speech.voices()[0]?.wordsPerMinute ?? 0)).toBeCloseTo(1, 2);
  });

  test.each([
    ['nothing', ''],
    ['white space', ' \n\t '],
    ['punctuation', '… — ?!'],
    ['emoji and other scripts', '🎉 東京は日本の首都です мир'],
  ])('%s alone cannot be said: VOICE_UNAVAILABLE', async (_, text) => {
    await expect(speak(text)).rejects.toMatchObject({ code: 'VOICE_UNAVAILABLE' });
  });

  test.each([
    ['a word of 5,000 letters', 'a'.repeat(5000)],
    ['5,000 digits', '7'.repeat(5000)],
    [
      'control characters and lone surrogates',
      'a\u0000b\u001b[31m \ud800 c %s%n -o /etc/x <?xml?> (Audio) $(rm)',
    ],
    ['a single letter', 'x'],
  ])('%s is spoken in bounded time', async (_, text) => {
    const { words, durationMs } = await speak(text);
    expect(words.map((word) => word.text)).toEqual(text.match(/\S+/g));
    expect(durationMs).toBeLessThan(150_000);
  });

  test('a request that is cancelled or takes too long fails by name, and the next one is spoken', async () => {
    // Prepare
    const impatient = createFliteSpeech({ limitMs: 1 });
    const request = { text: 'Nobody waits for this.', voice: 'flite-slt', language: 'en' };
    const cancel = new AbortController();

    // Act
    const cancelled = speech.speak({ ...request, signal: cancel.signal });
    cancel.abort();

    // Assess
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(impatient.speak(request)).rejects.toMatchObject({ code: 'TOOL_TIMEOUT' });
    await impatient.close();
    expect((await speech.speak(request)).words).toHaveLength(4);
  });

  test('an unknown voice, another language and a book at once are refused', async () => {
    await expect(speak('Hello', 'nobody')).rejects.toMatchObject({ code: 'VOICE_UNAVAILABLE' });
    await expect(speech.speak({ text: 'Hallo', voice: 'flite-slt', language: 'de' })).rejects.toMatchObject({
      code: 'VOICE_UNAVAILABLE',
    });
    await expect(speak('word '.repeat(5000))).rejects.toMatchObject({ code: 'OPTION_INVALID' });
  });
});
