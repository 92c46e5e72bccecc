import { readFile } from 'node:fs/promises';

/** Samples a second of the sound that levels are taken from: all of speech, hiss included. */
export const LEVEL_RATE = 16_000;
/** Length of one level, in ms. */
export const LEVEL_MS = 10;

const SAMPLES = (LEVEL_RATE * LEVEL_MS) / 1000;
/** Below the noise of 16 bits. */
const SILENCE = 1e-10;

/** Mean power of each 10 ms in dBFS, from a file of 16-bit little-endian mono samples at {@link LEVEL_RATE}. */
export async function readLevels(file: string): Promise<Float32Array> {
  const bytes = await readFile(file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const levels = new Float32Array(Math.floor(bytes.byteLength / 2 / SAMPLES));
  for (let at = 0; at < levels.length; at++) {
    let power = SILENCE;
    for (let i = at * SAMPLES; i < (at + 1) * SAMPLES; i++) {
      power += (view.getInt16(2 * i, true) / 32_768) ** 2 / SAMPLES;
    }
    levels[at] = 10 * Math.log10(power);
  }
  return levels;
}
