import { createLoudnessMeter } from '#shared/audio/loudness.ts';
import { applyCurve, DUCK_STEP, duckingCurve, findVoice } from '#shared/render/audio/duck.ts';
import type { WavReader } from '#shared/render/audio/wav-reader.ts';

/** Samples of one block: one second, so that memory does not grow with the film. */
export const BLOCK = 48_000;

/** Loudness of the music where nobody speaks, in LUFS, beside voices at −15 (−18 in one channel, heard in two). */
const MUSIC_LUFS = -27;

/** A voice and the sample of the film at which it begins. */
export interface PlacedVoice {
  start: number;
  sound: WavReader;
}

/** Stereo blocks of a film's sound of {@link BLOCK} samples, the last one shorter. */
export type FilmSound = AsyncGenerator<[Float32Array, Float32Array]>;

/** Voices and ducked music, summed, `frames` samples long. Reads all of it once before the first block to set the levels. */
export async function* layFilmSound(
  frames: number,
  voices: readonly PlacedVoice[],
  music: WavReader | undefined,
): FilmSound {
  if (music === undefined) return yield* voiceBlocks(frames, voices);
  const heard = new Uint8Array(Math.ceil(frames / DUCK_STEP));
  let start = 0;
  for await (const [left] of voiceBlocks(frames, voices)) {
    heard.set(findVoice(left), start / DUCK_STEP);
    start += left.length;
  }
  const curve = duckingCurve(heard);
  const gain = await musicGain(frames, music);
  let position = 0;
  for await (const [left, right] of voiceBlocks(frames, voices)) {
    const bed = await music.read(position, left.length);
    for (const samples of bed) applyCurve(samples, position, curve);
    add(left, bed[0], gain);
    add(right, bed[1], gain);
    position += left.length;
    yield [left, right];
  }
}

async function* voiceBlocks(frames: number, voices: readonly PlacedVoice[]): FilmSound {
  for (let start = 0; start < frames; start += BLOCK) {
    const count = Math.min(BLOCK, frames - start);
    const left = new Float32Array(count);
    const right = new Float32Array(count);
    for (const voice of voices) {
      if (voice.start >= start + count || voice.start + voice.sound.frames <= start) continue;
      const part = await voice.sound.read(start - voice.start, count);
      add(left, part[0], 1);
      add(right, part[1], 1);
    }
    yield [left, right];
  }
}

async function musicGain(frames: number, music: WavReader): Promise<number> {
  const meter = createLoudnessMeter(2);
  for (let start = 0; start < Math.min(frames, music.frames); start += BLOCK) {
    meter.add(await music.read(start, Math.min(BLOCK, frames - start)));
  }
  const loudness = meter.integrated();
  return Number.isFinite(loudness) ? 10 ** ((MUSIC_LUFS - loudness) / 20) : 1;
}

function add(sum: Float32Array, part: Float32Array, gain: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + gain * (part[i] as number);
}
