import { createBandLevels } from '#shared/audio/band-levels.ts';
import { BLOCK } from '#shared/render/audio/level-voice.ts';
import type { WavReader } from '#shared/render/audio/wav-reader.ts';

/** Band levels of a piece of music, both sides together, as `trackBeats` takes them. */
export async function measureMusic(sound: WavReader, signal: AbortSignal): Promise<Float32Array> {
  const meter = createBandLevels();
  for (let start = 0; start < sound.frames; start += BLOCK) {
    signal.throwIfAborted();
    const [left, right] = await sound.read(start, Math.min(BLOCK, sound.frames - start));
    for (let i = 0; i < left.length; i++) left[i] = ((left[i] as number) + (right[i] as number)) / 2;
    meter.add(left);
  }
  return meter.levels();
}
