import { type FileHandle, open } from 'node:fs/promises';
import { fromPcm16, readWavFormat, type WavFormat } from '#shared/audio/wav.ts';
import { AppError } from '#shared/errors.ts';

/** A WAV file at 48 kHz that is read piece by piece. */
export interface WavReader {
  readonly frames: number;
  /** One or two; a sound of one channel reads the same in both. */
  readonly channels: number;
  /** Frames from `start` (which may lie before the file) as stereo; what is outside the file is silence. */
  read(start: number, count: number): Promise<[Float32Array, Float32Array]>;
  close(): Promise<void>;
}

/** Opens a 16-bit WAV file of one or two channels. Throws `MEDIA_INVALID` for anything else and for other rates. */
export async function openWav(path: string): Promise<WavReader> {
  const file = await open(path);
  try {
    const format = await readHead(file);
    return {
      frames: format.frames,
      channels: format.channels,
      read: (start, count) => readStereo(file, format, start, count),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readHead(file: FileHandle): Promise<WavFormat> {
  const { size } = await file.stat();
  const head = new Uint8Array(Math.min(size, 65_536));
  await file.read(head, 0, head.length, 0);
  const format = readWavFormat(head, size);
  if (format.sampleRate !== 48_000) throw new AppError('MEDIA_INVALID', 'The sound is not at 48 kHz.');
  return format;
}

async function readStereo(
  file: FileHandle,
  { frames, channels, dataOffset }: WavFormat,
  start: number,
  count: number,
): Promise<[Float32Array, Float32Array]> {
  const left = new Float32Array(count);
  const right = new Float32Array(count);
  const from = Math.max(0, start);
  const there = Math.min(frames, start + count) - from;
  if (there > 0) {
    const bytes = new Uint8Array(there * channels * 2);
    let got = 0;
    while (got < bytes.length) {
      const { bytesRead } = await file.read(
        bytes,
        got,
        bytes.length - got,
        dataOffset + from * channels * 2 + got,
      );
      if (bytesRead === 0)
        throw new AppError('ASSET_CORRUPT', 'A sound file became shorter while it was read.');
      got += bytesRead;
    }
    const [first = left, second = first] = fromPcm16(bytes, channels);
    left.set(first, from - start);
    right.set(second, from - start);
  }
  return [left, right];
}
