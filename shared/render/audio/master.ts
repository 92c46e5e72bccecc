import { open } from 'node:fs/promises';
import { createLimiter } from '#shared/audio/limiter.ts';
import { createLoudnessMeter } from '#shared/audio/loudness.ts';
import { toPcm16, wavHeader } from '#shared/audio/wav.ts';
import type { KeptSound } from '#shared/render/audio/kept-sound.ts';

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
  targetLufs: number;
  /** True peak of the file, in dBTP. */
  ceilingDb: number;
  /** What the limiter is expected to take away, in LU: what {@link writeMaster} gave for nearly the same settings. */
  expectedLoss: number;
  signal: AbortSignal;
}

/**
 * Writes the sound at the wanted loudness below the ceiling, as 16-bit stereo, in blocks. Gives by how much more than the
 * difference in loudness it was raised, in dB, to make up for what the limiter takes away.
 */
export async function writeMaster(sound: KeptSound, settings: MasterSettings): Promise<number> {
  const wanted = settings.targetLufs - sound.loudness;
  let gainDb = clampGain(wanted + settings.expectedLoss);
  for (let pass = 1; ; pass++) {
    const missing = settings.targetLufs - (await writePass(sound, settings, 10 ** (gainDb / 20)));
    if (!Number.isFinite(missing) || Math.abs(missing) <= TOLERANCE || pass === MOST_PASSES) break;
    gainDb = clampGain(gainDb + missing);
  }
  return Number.isFinite(wanted) ? gainDb - wanted : 0;
}

function clampGain(gainDb: number): number {
  return Number.isFinite(gainDb) ? Math.min(MOST_GAIN, gainDb) : 0;
}

/** Writes the file with that gain, which is linear, and gives the loudness reached. */
async function writePass(
  sound: KeptSound,
  { path, ceilingDb, signal }: MasterSettings,
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
    await file.writeFile(wavHeader({ sampleRate: 48_000, channels: 2, frames: sound.frames }));
    for await (const block of sound.blocks()) {
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
