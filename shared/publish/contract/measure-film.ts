import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { LEVEL_RATE, readLevels, VOICE_FROM_HZ } from '#shared/publish/contract/sound-levels.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import { CONTAINERS, type Container } from '#shared/render/formats/containers.ts';

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
  /** Samples at full scale, of both channels. */
  clippedSamples: number;
  /** Stretches of {@link LONGEST_SILENCE} or more without any sound. */
  silent: Stretch[];
  /** Level of the sound in each 10 ms, in dBFS, without rumble and bass; empty without a sound track. */
  levels: Float32Array;
  /** The frames that were asked for, as JPEGs. */
  frames: Buffer[];
}

/**
 * Black is 99.5 % of all pixels within 2 % of black: the darkest style's ground is at 4 %. From 0 s, or the filter would
 * pass over a last frame. Frozen is a mean difference of at most 0.1 %: a zoom of 1 % over five seconds never comes below
 * it for a second in any style, and x264's repaint of a still picture at a key frame never goes above it for longer.
 */
const PICTURE = 'blackdetect=d=0:pix_th=0.02:pic_th=0.995,freezedetect=n=0.001:d=1.5[v]';
/** The longest rest between two sentences of a film that has no music, in seconds. */
export const LONGEST_SILENCE = 2.5;

/** Silence is what is below −55 dBFS. Full scale is counted as players come to it: after rounding to 16 bits. */
const SOUND = [
  '[0:a:0]asplit[loud][voice]',
  [
    '[loud]ebur128=peak=true:framelog=verbose',
    `silencedetect=n=-55dB:d=${LONGEST_SILENCE}`,
    'aformat=sample_fmts=s16',
    'astats=measure_perchannel=none:measure_overall=Max_level+Min_level+Peak_count[a]',
  ].join(','),
  `[voice]aformat=channel_layouts=mono,highpass=f=${VOICE_FROM_HZ},aresample=${LEVEL_RATE}[levels]`,
].join(';');
const LEVELS_FILE = 'levels.raw';
/** The pictures that are looked at, one JPEG after the other: in full colour, so near to what is seen that no edge is moved. */
const FRAMES_FILE = 'frames.mjpeg';
const FRAMES_OPTIONS = [
  '-c:v',
  'mjpeg',
  '-pix_fmt',
  'yuvj444p',
  '-q:v',
  '2',
  '-fps_mode',
  'passthrough',
  '-f',
  'mjpeg',
];

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
  container: Container;
  seconds: number;
  hasSound: boolean;
  /** Frames, by their number and in order, that are kept as JPEGs in {@link FilmMeasures.frames}. */
  frames: readonly number[];
  signal: AbortSignal;
}): Promise<FilmMeasures> {
  const { program, folder, file, container, seconds, hasSound, frames, signal } = job;
  const { log } = await runFfmpeg({
    program,
    folder,
    strict: true,
    inputs: [{ file, format: CONTAINERS[container].demuxer }],
    filterGraph: [pictureGraph(frames), ...(hasSound ? [SOUND] : [])].join(';'),
    outputs: [
      { file: null, options: ['-map', '[v]', ...(hasSound ? ['-map', '[a]'] : [])] },
      ...(hasSound
        ? [{ file: LEVELS_FILE, options: ['-map', '[levels]', '-c:a', 'pcm_s16le', '-f', 's16le'] }]
        : []),
      ...(frames.length > 0 ? [{ file: FRAMES_FILE, options: ['-map', '[frames]', ...FRAMES_OPTIONS] }] : []),
    ],
    // Decoding runs at many times the film's speed; slower than the film itself is a machine in trouble.
    timeoutMs: 60_000 + seconds * 1000,
    signal,
  });
  const levels = hasSound ? await readLevels(path.join(folder, LEVELS_FILE)) : new Float32Array();
  const pictures = frames.length > 0 ? splitJpegs(await readFile(path.join(folder, FRAMES_FILE))) : [];
  return { ...readMeasures(log, seconds), levels, frames: pictures };
}

function pictureGraph(frames: readonly number[]): string {
  if (frames.length === 0) return `[0:v:0]${PICTURE}`;
  const chosen = frames.map((frame) => `eq(n\\,${frame})`).join('+');
  return `[0:v:0]split[all][some];[all]${PICTURE};[some]select=${chosen},setpts=N/TB[frames]`;
}

/** JPEGs that follow one another in one file. Within one, no byte of an image can be taken for its end. */
function splitJpegs(bytes: Buffer): Buffer[] {
  const jpegs: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(Buffer.from([0xff, 0xd9]), start) + 2;
    if (end < 2) break;
    jpegs.push(bytes.subarray(start, end));
    start = end;
  }
  return jpegs;
}

/** Reads the filters' lines in ffmpeg's log. */
export function readMeasures(log: string, seconds: number): Omit<FilmMeasures, 'levels' | 'frames'> {
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
    clippedSamples: fullScaleSamples(log),
    silent: silentStretches(log, seconds),
    truePeakDb: decibels(/\bPeak:\s*(-?[\d.]+|-inf) dBFS/.exec(summary)?.[1]),
  };
}

/** How often the highest or lowest sample comes, where that is full scale. */
function fullScaleSamples(log: string): number {
  const value = (name: string) => Number(new RegExp(`${name}: (-?[\\d.]+)`).exec(log)?.[1] ?? 0);
  return value('Max level') >= 32_767 || value('Min level') <= -32_768 ? value('Peak count') : 0;
}

function silentStretches(log: string, seconds: number): Stretch[] {
  const ends = [...log.matchAll(/silence_end: ([\d.]+)/g)].map(([, end]) => Number(end));
  return [...log.matchAll(/silence_start: (-?[\d.]+)/g)].map(([, start], at) => ({
    start: Math.max(0, Number(start)),
    end: ends[at] ?? seconds,
  }));
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
