import { AppError } from '#shared/errors.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import { CONTAINERS, type Container } from '#shared/render/formats/containers.ts';
import type { SoundCodec } from '#shared/render/formats/film-formats.ts';

/** What a listener measures: the encoded sound, decoded again. Silence is −70 LUFS and −120 dBTP. */
export interface Loudness {
  integratedLufs: number;
  truePeakDb: number;
}

/** How each codec is encoded, and what holds the encoded sound alone. */
export const SOUNDS: Record<
  SoundCodec,
  { container: Container; mediaType: string; options: readonly string[] }
> = {
  /**
   * AAC-LC at 192 kbit/s. The fast coder takes a third of the time of ffmpeg's default and at this rate is nearer to the
   * sound: a segmental SNR of 49 against 38 dB over voice and music.
   */
  aac: {
    container: 'mp4',
    mediaType: 'audio/mp4',
    options: ['-c:a', 'aac', '-aac_coder', 'fast', '-b:a', '192k', '-movflags', '+faststart', '-f', 'ipod'],
  },
  opus: {
    container: 'webm',
    mediaType: 'audio/webm',
    options: ['-c:a', 'libopus', '-b:a', '160k', '-f', 'webm'],
  },
};

interface Job {
  program: string;
  folder: string;
  timeoutMs: number;
  signal: AbortSignal;
}

/** Encodes a WAV: 48 kHz, stereo, without tags that name a version. */
export async function encodeSound({
  wav,
  file,
  codec,
  ...job
}: Job & { wav: string; file: string; codec: SoundCodec }): Promise<void> {
  const bitExact = ['-fflags', '+bitexact', '-flags:a', '+bitexact', '-map_metadata', '-1'];
  await runFfmpeg({
    ...job,
    inputs: [{ file: wav, format: 'wav' }],
    outputs: [{ file, options: ['-ar', '48000', '-ac', '2', ...bitExact, ...SOUNDS[codec].options] }],
  });
}

/** Integrated loudness and true peak of an encoded sound by ffmpeg's meter (EBU R 128). */
export async function measureEncoded({
  file,
  codec,
  ...job
}: Job & { file: string; codec: SoundCodec }): Promise<Loudness> {
  const { log } = await runFfmpeg({
    ...job,
    inputs: [{ file, format: CONTAINERS[SOUNDS[codec].container].demuxer }],
    filterGraph: '[0:a]ebur128=peak=true:framelog=verbose[measured]',
    outputs: [{ file: null, options: ['-map', '[measured]'] }],
  });
  const summary = log.slice(log.lastIndexOf('Summary:'));
  const integrated = /I:\s+(-?[\d.]+) LUFS/.exec(summary)?.[1];
  const peak = /Peak:\s+(-?[\d.]+|-inf) dBFS/.exec(summary)?.[1];
  if (integrated === undefined || peak === undefined) {
    throw new AppError('TOOL_FAILED', 'The loudness of the sound could not be measured.', { cause: summary });
  }
  return {
    integratedLufs: Math.max(-70, Number(integrated)),
    truePeakDb: Math.max(-120, peak === '-inf' ? -120 : Number(peak)),
  };
}
