import { readFile } from 'node:fs/promises';
import { createFilter, designBand } from '#shared/audio/biquad.ts';
import type { Sound } from '#shared/audio/wav.ts';

/** Samples a second of the sound that levels are taken from: all of speech, hiss included. */
export const LEVEL_RATE = 16_000;
/** Length of one level, in ms. */
export const LEVEL_MS = 10;

/** Below this, in Hz, there is rumble and bass: a voice is told by what lies above. */
export const VOICE_FROM_HZ = 300;

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

/** The same of a sound in memory, of whatever rate. */
export function levelsOf({ channels, sampleRate }: Sound): Float32Array {
  const mono = new Float32Array(channels[0]?.length ?? 0);
  for (const channel of channels) {
    for (let at = 0; at < mono.length; at++)
      mono[at] = (mono[at] ?? 0) + (channel[at] ?? 0) / channels.length;
  }
  const band = { kind: 'high-pass', frequency: VOICE_FROM_HZ, q: Math.SQRT1_2 } as const;
  createFilter([designBand(band, sampleRate)])(mono);
  const samples = (sampleRate * LEVEL_MS) / 1000;
  const levels = new Float32Array(Math.floor(mono.length / samples));
  for (let at = 0; at < levels.length; at++) {
    const [from, to] = [Math.round(at * samples), Math.round((at + 1) * samples)];
    let power = SILENCE;
    for (let i = from; i < to; i++) power += (mono[i] ?? 0) ** 2 / (to - from);
    levels[at] = 10 * Math.log10(power);
  }
  return levels;
}
