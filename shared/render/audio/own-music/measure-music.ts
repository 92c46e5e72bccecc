import { createBandLevels } from '#shared/audio/band-levels.ts';
import { AppError } from '#shared/errors.ts';
import { BLOCK } from '#shared/render/audio/level-voice.ts';
import type { WavReader } from '#shared/render/audio/wav-reader.ts';

/** What is shorter is no music, in samples: two seconds, one bar of a quick piece. Repeated under a film it would be a rattle. */
const SHORTEST = 96_000;

/** Band levels of a piece of music, both sides together, as `trackBeats` takes them. Throws `MEDIA_INVALID` for less than two seconds. */
export async function measureMusic(sound: WavReader, signal: AbortSignal): Promise<Float32Array> {
  if (sound.frames < SHORTEST) {
    throw new AppError('MEDIA_INVALID', 'This sound is too short to be the music of a film.', {
      hint: 'Give a piece of at least two seconds, better of a minute.',
    });
  }
  const meter = createBandLevels();
  for (let start = 0; start < sound.frames; start += BLOCK) {
    signal.throwIfAborted();
    const [left, right] = await sound.read(start, Math.min(BLOCK, sound.frames - start));
    for (let i = 0; i < left.length; i++) left[i] = ((left[i] as number) + (right[i] as number)) / 2;
    meter.add(left);
  }
  return meter.levels();
}
