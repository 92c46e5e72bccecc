import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';

/** One factor of `atempo` lies between a half and two, where it keeps a voice natural. */
const MOST_STEP = 2;

/**
 * Writes the part of a WAV file that is heard at another speed, at the same pitch, as `to`: both are plain names in `folder`.
 * Times in ms of the film.
 */
export async function stretchSound(job: {
  program: string;
  folder: string;
  signal: AbortSignal;
  from: string;
  to: string;
  trimStartMs: number;
  durationMs: number;
  speed: number;
}): Promise<void> {
  const { from, to, trimStartMs, durationMs, speed, ...settings } = job;
  const needed = (durationMs * speed) / 1000 + 0.1;
  await runFfmpeg({
    ...settings,
    timeoutMs: 30_000 + durationMs,
    inputs: [
      {
        file: from,
        format: 'wav',
        options: ['-ss', (trimStartMs / 1000).toFixed(3), '-t', needed.toFixed(3)],
      },
    ],
    filterGraph: `[0:a]${tempoFilters(speed)}[stretched]`,
    outputs: [
      {
        file: to,
        options: [
          ...['-map', '[stretched]', '-t', (durationMs / 1000).toFixed(3), '-c:a', 'pcm_s16le'],
          ...['-ar', '48000', '-ac', '2', '-fflags', '+bitexact', '-flags:a', '+bitexact', '-f', 'wav'],
        ],
      },
    ],
  });
}

function tempoFilters(speed: number): string {
  const steps: number[] = [];
  let left = speed;
  for (; left > MOST_STEP; left /= MOST_STEP) steps.push(MOST_STEP);
  for (; left < 1 / MOST_STEP; left *= MOST_STEP) steps.push(1 / MOST_STEP);
  return [...steps, left].map((step) => `atempo=${step.toFixed(6)}`).join(',');
}
