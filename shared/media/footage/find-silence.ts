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
  return readSilences(log, seconds);
}

/**
 * The silences that ffmpeg told of in a log, of which only the end may be there: each start goes with the end after it, and an end
 * without a start is none. One that lasts to the end has no end.
 */
export function readSilences(log: string, seconds: number): Stretch[] {
  const found: Stretch[] = [];
  let from: number | undefined;
  for (const [, edge, at] of log.matchAll(/silence_(start|end): (-?[\d.]+(?:e-?\d+)?)/g)) {
    if (edge === 'start') from = Math.max(0, Number(at));
    else if (from !== undefined) {
      found.push({ from, to: Math.min(seconds, Number(at)) });
      from = undefined;
    }
  }
  return from === undefined ? found : [...found, { from, to: seconds }];
}
