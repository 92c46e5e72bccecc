import { open } from 'node:fs/promises';
import { createLimiter } from '#shared/audio/limiter.ts';
import { createLoudnessMeter } from '#shared/audio/loudness.ts';
import { toPcm16, wavHeader } from '#shared/audio/wav.ts';
import type { FilmSound } from '#shared/render/audio/film-sound.ts';

/** Close enough to the wanted loudness, in LU. */
const TOLERANCE = 0.15;
/** The limiter takes away loudness; after so many corrections the rest is left. */
const MOST_PASSES = 4;
/** Silence is not made loud: no more than this much gain, in dB. */
const MOST_GAIN = 30;

/** How the film's sound is to be finished. */
export interface MasterSettings {
  /** Absolute path of the WAV file to write. */
  path: string;
  frames: number;
  targetLufs: number;
  /** True peak of the file, in dBTP. */
  ceilingDb: number;
  signal: AbortSignal;
}

/** Writes the sound at the wanted loudness below the ceiling, as 16-bit stereo, in blocks; gives the loudness reached. */
export async function writeMaster(sound: FilmSound, settings: MasterSettings): Promise<number> {
  const { targetLufs } = settings;
  let gainDb = clampGain(targetLufs - (await loudnessOf(sound, settings.signal)));
  for (let pass = 1; ; pass++) {
    const reached = await writePass(sound, settings, 10 ** (gainDb / 20));
    const missing = targetLufs - reached;
    if (!Number.isFinite(missing) || Math.abs(missing) <= TOLERANCE || pass === MOST_PASSES) return reached;
    gainDb = clampGain(gainDb + missing);
  }
}

function clampGain(gainDb: number): number {
  return Number.isFinite(gainDb) ? Math.min(MOST_GAIN, gainDb) : 0;
}

async function loudnessOf(sound: FilmSound, signal: AbortSignal): Promise<number> {
  const meter = createLoudnessMeter(2);
  for await (const block of sound()) {
    signal.throwIfAborted();
    meter.add(block);
  }
  return meter.integrated();
}

async function writePass(
  sound: FilmSound,
  { path, frames, ceilingDb, signal }: MasterSettings,
  gain: number,
): Promise<number> {
  const limiter = createLimiter(2, 10 ** (ceilingDb / 20));
  const meter = createLoudnessMeter(2);
  const file = await open(path, 'w');
  let early = limiter.delay;
  const write = async (block: readonly Float32Array[]) => {
    const limited = limiter
      .process(block)
      .map((samples) => samples.subarray(Math.min(early, samples.length)));
    early = Math.max(0, early - (block[0]?.length ?? 0));
    meter.add(limited);
    await file.writeFile(toPcm16(limited));
  };
  try {
    await file.writeFile(wavHeader({ sampleRate: 48_000, channels: 2, frames }));
    for await (const block of sound()) {
      signal.throwIfAborted();
      for (const samples of block) scale(samples, gain);
      await write(block);
    }
    await write([new Float32Array(limiter.delay), new Float32Array(limiter.delay)]);
  } finally {
    await file.close();
  }
  return meter.integrated();
}

function scale(samples: Float32Array, gain: number): void {
  for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] as number) * gain;
}
