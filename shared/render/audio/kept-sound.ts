import { type FileHandle, open } from 'node:fs/promises';
import { createLoudnessMeter } from '#shared/audio/loudness.ts';
import { AppError } from '#shared/errors.ts';
import type { FilmSound } from '#shared/render/audio/film-sound.ts';
import { BLOCK } from '#shared/render/audio/level-voice.ts';

/** A film's sound that was summed once and can be read as often as it is wanted. */
export interface KeptSound {
  frames: number;
  /** Integrated loudness in LUFS; −Infinity for silence. */
  loudness: number;
  /** The sound from its start, in stereo blocks; each belongs to the reader until it asks for the next. */
  blocks(): FilmSound;
}

/**
 * Writes the sound into a new file at `path`, as floats, block by block, left before right (384 kB for a second), and
 * measures it on the way.
 */
export async function keepSound(path: string, sound: FilmSound, signal: AbortSignal): Promise<KeptSound> {
  const meter = createLoudnessMeter(2);
  const file = await open(path, 'w');
  let frames = 0;
  try {
    for await (const block of sound) {
      signal.throwIfAborted();
      meter.add(block);
      frames += block[0].length;
      for (const samples of block) await file.writeFile(bytesOf(samples));
    }
  } finally {
    await file.close();
  }
  return { frames, loudness: meter.integrated(), blocks: () => readBlocks(path, frames) };
}

async function* readBlocks(path: string, frames: number): FilmSound {
  const file = await open(path);
  try {
    const memory = new Float32Array(2 * BLOCK);
    for (let start = 0; start < frames; start += BLOCK) {
      const length = Math.min(BLOCK, frames - start);
      const block = memory.subarray(0, 2 * length);
      await fill(file, bytesOf(block));
      yield [block.subarray(0, length), block.subarray(length)];
    }
  } finally {
    await file.close();
  }
}

async function fill(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let got = 0; got < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, got);
    if (bytesRead === 0) throw new AppError('ASSET_CORRUPT', 'A sound became shorter while it was read.');
    got += bytesRead;
  }
}

function bytesOf(samples: Float32Array): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}
