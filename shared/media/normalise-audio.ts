import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { MediaFacts } from '#shared/media/media-facts.ts';
import { probeMedia } from '#shared/media/probe-media.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';

/** Sampling rate of all sound inside the product, in Hz. */
export const SAMPLE_RATE = 48_000;

/** Sound as the product works with it. */
export interface NormalisedAudio {
  /** Plain name in the folder: WAV, 48 kHz, two channels, 16 bit. */
  file: string;
  seconds: number;
  /** What the file was before. */
  facts: MediaFacts;
}

/**
 * From the first sound of an input to 48 kHz stereo that begins at 0: gaps between packets become silence, and more than two
 * channels are mixed down as ITU-R BS.775 has it, without clipping. One channel is heard from both sides, as loud as before.
 */
export const STEREO_GRAPH = `aresample=${SAMPLE_RATE}:async=1:first_pts=0,aformat=sample_fmts=s16:channel_layouts=stereo`;

/** Options of ffmpeg for the file of {@link NormalisedAudio}. Nothing that the source says of itself is handed on. */
export const WAV_OPTIONS = [
  ...['-map_metadata', '-1', '-c:a', 'pcm_s16le', '-ar', String(SAMPLE_RATE), '-ac', '2'],
  ...['-fflags', '+bitexact', '-flags:a', '+bitexact', '-f', 'wav'],
];

/** Of the length that was found by the packets: a codec's last frame, and what its beginning leaves out. */
const LENGTH_TOLERANCE = { seconds: 0.25, part: 0.02 };

/**
 * Makes 48 kHz stereo WAV from the sound of a file that somebody gave us: own music, a recording, the sound of a film.
 * `file` and `target` are plain names in `folder`. Throws `MEDIA_INVALID` for what cannot be read or has no sound, and what
 * `probeMedia` throws. Damaged frames of an MP3, as there are many, are passed over as players do.
 */
export async function normaliseAudio(job: {
  program: string;
  folder: string;
  file: string;
  target: string;
  signal: AbortSignal;
}): Promise<NormalisedAudio> {
  const { program, folder, file, target, signal } = job;
  const facts = await probeMedia(job);
  if (!facts.audio) {
    throw new AppError('MEDIA_INVALID', 'This file has no sound.', { hint: 'Give a file with sound.' });
  }
  const { seconds } = facts.audio;
  const made = `${target}.part`;
  try {
    await runFfmpeg({
      ...{ program, folder, signal, timeoutMs: soundTimeoutMs(seconds) },
      inputs: [{ file, format: facts.format }],
      filterGraph: `[0:a:0]${STEREO_GRAPH}[sound]`,
      outputs: [{ file: made, options: ['-map', '[sound]', ...WAV_OPTIONS] }],
      strict: facts.format !== 'mp3',
    });
    const result = await probeMedia({ ...job, file: made });
    const heard = result.audio?.seconds ?? 0;
    checkLength(heard, seconds);
    await rename(path.join(folder, made), path.join(folder, target));
    return { file: target, seconds: heard, facts };
  } finally {
    await rm(path.join(folder, made), { force: true });
  }
}

/** Decoding sound runs at a hundred times its speed and more; a limit for a slow machine, in ms. */
export function soundTimeoutMs(seconds: number): number {
  return 20_000 + seconds * 200;
}

/** Throws `MEDIA_INVALID` when less was decoded than the packets had promised. */
export function checkLength(got: number, wanted: number): void {
  const missing = wanted - got;
  if (missing <= Math.max(LENGTH_TOLERANCE.seconds, LENGTH_TOLERANCE.part * wanted)) return;
  throw new AppError('MEDIA_INVALID', `Of ${wanted.toFixed(1)} seconds only ${got.toFixed(1)} can be read.`, {
    hint: 'The file is damaged: save it anew, or give another one.',
  });
}
