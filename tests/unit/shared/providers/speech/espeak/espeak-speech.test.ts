import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createEspeakSpeech } from '#shared/providers/speech/espeak/espeak-speech.ts';
import { createSpeechFinisher } from '#shared/providers/speech/finish/speech-finisher.ts';

const finisher = createSpeechFinisher();
const folder = mkdtempSync(join(tmpdir(), 'espeak-'));
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await finisher.close();
});

/** A program in its place that reads its input as espeak-ng does and hums 80 ms for each letter, in a tone of its own. */
function standIn(name: string, body: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!${process.execPath}\n${body}`, { mode: 0o755 });
  return path;
}

const HUM = `
const text = process.getBuiltinModule('node:fs').readFileSync(0, 'utf8');
if (!process.argv.includes('--stdin') || !process.argv.includes('--stdout')) process.exit(2);
const rate = 22050, letter = Math.round(0.08 * rate), pcm = new Int16Array(text.length * letter);
[...text].forEach((c, k) => { if (/[\\p{L}\\p{N}]/u.test(c)) for (let i = 0; i < letter; i++)
  pcm[k * letter + i] = 9000 * Math.sin(Math.PI * i / letter) * Math.sin(2 * Math.PI * (150 + 25 * (c.codePointAt(0) % 40)) * i / rate); });
const head = Buffer.alloc(44); head.write('RIFF'); head.write('WAVEfmt ', 8); head.writeUInt32LE(16, 16); head.writeUInt16LE(1, 20);
head.writeUInt16LE(1, 22); head.writeUInt32LE(rate, 24); head.writeUInt32LE(rate * 2, 28); head.writeUInt16LE(2, 32);
head.writeUInt16LE(16, 34); head.write('data', 36); head.writeUInt32LE(0x7ffff000, 40);
process.stdout.write(Buffer.concat([head, Buffer.from(pcm.buffer)]));`;

const speak = (program: string, text = 'Das Meer ist tief, kalt und 5 °C warm.') =>
  createEspeakSpeech({ program, forAuto: false, finisher }).speak({
    text,
    voice: 'espeak:de',
    language: 'de',
  });

describe('espeak-ng, by a program in its place', () => {
  test('speaks a language that is not built in, and its words get the times at which they are heard', async () => {
    const { words, durationMs } = await speak(standIn('hum', HUM));
    expect(words.map(({ text }) => text).join(' ')).toBe('Das Meer ist tief, kalt und 5 °C warm.');
    const written = 'Das Meer ist tief, kalt und 5 Grad Celsius warm.';
    for (const [word, said] of [
      ['Meer', 'Meer'],
      ['kalt', 'kalt'],
      ['°C', 'Grad'],
      ['warm.', 'warm'],
    ] as const) {
      const start = words.find(({ text }) => text === word)?.startMs ?? 0;
      // The first letter begins after 50 ms of silence.
      expect(Math.abs(start - 50 - written.indexOf(said) * 80), word).toBeLessThan(130);
    }
    expect(words.at(-1)?.endMs).toBeLessThanOrEqual(durationMs);
  });

  test('a text never becomes an option or a command', async () => {
    const { words } = await speak(standIn('hum', HUM), '--help $(touch x) `y`; -v en');
    expect(words.length).toBe(6);
  });

  test.each([
    ['fails', 'process.exit(1)', 'TOOL_FAILED'],
    ['prints no sound', 'process.stdout.write("hello hello hello")', 'MEDIA_INVALID'],
  ])('one that %s is told of', async (name, body, code) => {
    await expect(speak(standIn(name.replace(/ /g, '-'), body))).rejects.toMatchObject({ code });
  });

  test('is nobody’s choice unless it is named or asked for, and says how to get it', () => {
    const voices = (forAuto: boolean) => createEspeakSpeech({ program: '/x', forAuto, finisher }).voices();
    expect(voices(false).every(({ onlyByName }) => onlyByName)).toBe(true);
    expect(voices(true).some(({ onlyByName }) => onlyByName)).toBe(false);
    const missing = createEspeakSpeech({ program: undefined, forAuto: true, finisher });
    expect(missing.voices()).toEqual([]);
    expect(missing.howToGet('espeak:de')).toContain('REELWRIGHT_ESPEAK');
  });
});

const INSTALLED = '/usr/bin/espeak-ng';
test.skipIf(!existsSync(INSTALLED))('the real espeak-ng speaks German, with all words in order', async () => {
  const { words, durationMs } = await speak(INSTALLED);
  expect(durationMs).toBeGreaterThan(2_000);
  const starts = words.map(({ startMs }) => startMs);
  expect([...starts].sort((a, b) => a - b)).toEqual(starts);
});
