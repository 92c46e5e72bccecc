import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { encodeWav } from '#shared/audio/wav.ts';
import type { FilmSound } from '#shared/render/audio/film-sound.ts';
import { openWav, type WavReader } from '#shared/render/audio/wav-reader.ts';
import { seeded } from '#shared/scenes/seeded.ts';
import { temporaryFolder } from '#tests/local-ports.ts';

/** Opens channels of samples as a WAV file of a temporary folder. */
export async function asWav(...channels: Float32Array[]): Promise<WavReader> {
  const file = path.join(await temporaryFolder(), 'sound.wav');
  await writeFile(file, encodeWav({ sampleRate: 48_000, channels }));
  return await openWav(file);
}

/** The left side of a whole film. */
export async function leftOf(sound: FilmSound): Promise<Float32Array> {
  const blocks: Float32Array[] = [];
  for await (const [left] of sound) blocks.push(left.slice());
  return Float32Array.from(blocks.flatMap((block) => [...block]));
}

/** Something like speech: a buzz of 140 Hz under a voice's spectrum in syllables of 150 ms with 60 ms between, `seconds` long. */
export function syllables(seconds: number, level = 0.2): Float32Array {
  return Float32Array.from({ length: seconds * 48_000 }, (_, i) => {
    const t = i / 48_000;
    const within = t % 0.21;
    const swell = within < 0.15 ? Math.sin((Math.PI * within) / 0.15) : 0;
    let value = 0;
    for (let n = 1; n <= 12; n++) value += Math.sin(2 * Math.PI * 140 * n * t + n * n) / n;
    return level * swell * value;
  });
}

/** White noise. */
export function noise(seconds: number, level: number): Float32Array {
  const random = seeded('noise');
  return Float32Array.from({ length: seconds * 48_000 }, () => level * (2 * random() - 1));
}
