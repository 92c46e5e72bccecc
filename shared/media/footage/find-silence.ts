import type { Stretch } from '#shared/media/footage/divide-shots.ts';
import { soundTimeoutMs } from '#shared/media/normalise-audio.ts';
import type { InputFormat } from '#shared/render/ffmpeg/arguments.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';

/** What counts as silence. */
export interface SilenceRule {
  /** dB of full scale below which every sample must stay. */
  thresholdDb: number;
  /** Seconds that it must last. */
  minimumSeconds: number;
}

/** Where the first sound of a file is silent, in order, in seconds. `file` is a plain name in `folder`. */
export async function findSilence(
  job: {
    program: string;
    folder: string;
    file: string;
    format: InputFormat;
    seconds: number;
    signal: AbortSignal;
  } & SilenceRule,
): Promise<Stretch[]> {
  const { program, folder, file, format, seconds, signal, thresholdDb, minimumSeconds } = job;
  const { log } = await runFfmpeg({
    ...{ program, folder, signal, timeoutMs: soundTimeoutMs(seconds) },
    inputs: [{ file, format }],
    filterGraph: `[0:a:0]silencedetect=noise=${thresholdDb}dB:d=${minimumSeconds}[heard]`,
    outputs: [{ file: null, options: ['-map', '[heard]'] }],
  });
  const starts = [...log.matchAll(/silence_start: (-?[\d.]+(?:e-?\d+)?)/g)].map(([, at]) =>
    Math.max(0, Number(at)),
  );
  const ends = [...log.matchAll(/silence_end: ([\d.]+)/g)].map(([, at]) => Number(at));
  return starts.map((from, at) => ({ from, to: Math.min(seconds, ends[at] ?? seconds) }));
}
