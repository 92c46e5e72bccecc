import path from 'node:path';
import { LEVEL_RATE, readLevels } from '#shared/publish/contract/sound-levels.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';

/** A stretch of the film, in seconds. */
export interface Stretch {
  start: number;
  end: number;
}

/** What can only be known by decoding the whole film. */
export interface FilmMeasures {
  /** Stretches without any picture. */
  black: Stretch[];
  /** Stretches of a second and a half or more in which nothing moves. */
  frozen: Stretch[];
  /** EBU R 128: integrated loudness in LUFS and true peak in dBTP; both are −Infinity for silence. */
  integratedLufs: number;
  truePeakDb: number;
  /** Level of the sound in each 10 ms, in dBFS, without rumble and bass; empty without a sound track. */
  levels: Float32Array;
}

/**
 * Black is 99.5 % of all pixels within 2 % of black: the darkest style's ground is at 4 %. From 0 s, or the filter would
 * pass over a last frame. Frozen is a mean difference of at most 0.1 %: a zoom of 1 % over five seconds never comes below
 * it for a second in any style, and x264's repaint of a still picture at a key frame never goes above it for longer.
 */
const PICTURE = '[0:v:0]blackdetect=d=0:pix_th=0.02:pic_th=0.995,freezedetect=n=0.001:d=1.5[v]';
const SOUND = [
  '[0:a:0]asplit[loud][voice]',
  '[loud]ebur128=peak=true:framelog=verbose[a]',
  `[voice]aformat=channel_layouts=mono,highpass=f=300,aresample=${LEVEL_RATE}[levels]`,
].join(';');
const LEVELS_FILE = 'levels.raw';

/** EBU R 128's absolute gate: what the filter gives for silence. */
const SILENCE_LUFS = -70;

/**
 * Decodes picture and sound once and measures them. Throws `MEDIA_INVALID` at the first damaged packet.
 * @param seconds Length of the film, where a stretch ends that has no end in the log.
 */
export async function measureFilm(job: {
  program: string;
  folder: string;
  file: string;
  seconds: number;
  hasSound: boolean;
  signal: AbortSignal;
}): Promise<FilmMeasures> {
  const { program, folder, file, seconds, hasSound, signal } = job;
  const { log } = await runFfmpeg({
    program,
    folder,
    strict: true,
    inputs: [{ file, format: 'mov' }],
    filterGraph: hasSound ? `${PICTURE};${SOUND}` : PICTURE,
    outputs: [
      { file: null, options: ['-map', '[v]', ...(hasSound ? ['-map', '[a]'] : [])] },
      ...(hasSound
        ? [{ file: LEVELS_FILE, options: ['-map', '[levels]', '-c:a', 'pcm_s16le', '-f', 's16le'] }]
        : []),
    ],
    // Decoding runs at many times the film's speed; slower than the film itself is a machine in trouble.
    timeoutMs: 60_000 + seconds * 1000,
    signal,
  });
  const levels = hasSound ? await readLevels(path.join(folder, LEVELS_FILE)) : new Float32Array();
  return { ...readMeasures(log, seconds), levels };
}

/** Reads the filters' lines in ffmpeg's log. */
export function readMeasures(log: string, seconds: number): Omit<FilmMeasures, 'levels'> {
  const black = [...log.matchAll(/black_start:\s*([\d.]+)\s+black_end:\s*([\d.]+)/g)].map(
    ([, start, end]) => ({
      start: Number(start),
      end: Number(end),
    }),
  );
  const summary = log.slice(log.lastIndexOf('Integrated loudness:'));
  const lufs = decibels(/\bI:\s*(-?[\d.]+|-inf) LUFS/.exec(summary)?.[1]);
  return {
    black,
    frozen: frozenStretches(log, seconds),
    integratedLufs: lufs <= SILENCE_LUFS ? Number.NEGATIVE_INFINITY : lufs,
    truePeakDb: decibels(/\bPeak:\s*(-?[\d.]+|-inf) dBFS/.exec(summary)?.[1]),
  };
}

/** No line means that there was no sound at all. */
function decibels(text = '-inf'): number {
  return text === '-inf' ? Number.NEGATIVE_INFINITY : Number(text);
}

/** A key frame repaints a still picture a little otherwise, which ends one stretch and begins the next: those are one. */
function frozenStretches(log: string, seconds: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (const [, kind, text] of log.matchAll(/freeze_(start|end):\s*([\d.]+)/g)) {
    const time = Number(text);
    const last = stretches.at(-1);
    if (kind === 'end' && last) last.end = time;
    else if (kind === 'start' && (!last || time - last.end > 0.1))
      stretches.push({ start: time, end: seconds });
    else if (last) last.end = seconds;
  }
  return stretches;
}
