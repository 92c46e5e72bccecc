import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FPS } from '#shared/domain/timeline.ts';
import { AppError } from '#shared/errors.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import { CONTAINERS } from '#shared/render/formats/containers.ts';
import type { FilmFormatRow } from '#shared/render/formats/film-formats.ts';
import { type Chapter, chapterFile, plainText } from '#shared/render/join/chapters.ts';
import { firstIrregularFrame } from '#shared/render/join/check-uniform.ts';
import { type FilmFacts, readFilm } from '#shared/render/join/film-facts.ts';

/** What is joined, as plain names in `folder`; nothing of it is encoded again. */
export interface Join {
  program: string;
  folder: string;
  format: FilmFormatRow;
  /** Films of one track of the format's codec and no sound, all with the same decoder configuration, in order. */
  segments: readonly string[];
  /** Sound as the format has it, as long as all segments together. */
  audio: string;
  title: string;
  chapters: readonly Chapter[];
  /** Frames that the film must have. */
  frames: number;
  /** Name of the file to write. */
  film: string;
  signal: AbortSignal;
}

/** What an encoder may add to fill its last frame: 1024 samples of AAC; 20 ms of Opus, and 6.5 ms that it is given before. */
const SOUND_FRAME_SECONDS = { aac: 1024 / 48_000, opus: 0.0265 } as const;
/** Copying runs at the speed of the disk; a film of 30 minutes takes seconds. */
const TIMEOUT_MS = 300_000;

/**
 * Joins segments and sound by copying. Throws `MEDIA_INVALID` before joining when segments do not fit each other, and
 * `TOOL_FAILED` when the film that came out is not exactly what went in.
 */
export async function joinSegments(join: Join): Promise<FilmFacts> {
  const { program, folder, format, segments, audio, title, chapters, frames, film, signal } = join;
  const { film: muxer, demuxer } = CONTAINERS[format.container];
  const parts = await readParts(folder, segments);
  await writeFile(
    path.join(folder, 'segments.ffconcat'),
    concatList(segments.map((file, at) => ({ file, frames: parts[at]?.video.frames ?? 0 }))),
  );
  const metadata = chapters.length > 0 ? '2' : '-1';
  if (chapters.length > 0) {
    await writeFile(path.join(folder, 'chapters.txt'), chapterFile(chapters, title, frames));
  }
  await runFfmpeg({
    program,
    folder,
    inputs: [
      { file: 'segments.ffconcat', format: 'concat' },
      { file: audio, format: demuxer },
      ...(chapters.length > 0 ? [{ file: 'chapters.txt', format: 'ffmetadata' as const }] : []),
    ],
    outputs: [
      {
        file: film,
        options: [
          ...['-map', '0:v:0', '-map', '1:a:0', '-c', 'copy'],
          // What the inputs say of themselves stays behind. -1 would also empty the chapters' titles.
          ...['-map_metadata', metadata, '-map_chapters', metadata],
          ...['-metadata', `title=${plainText(title)}`, '-fflags', '+bitexact'],
          ...(format.alpha ? TRANSPARENT : []),
          ...(format.container === 'webm' ? EVEN_TIMES : []),
          ...muxer,
        ],
      },
    ],
    timeoutMs: TIMEOUT_MS,
    signal,
  });
  const facts = await readFilm(path.join(folder, film));
  const faults = joinFaults(facts, parts[0]?.video, { frames, format });
  if (faults.length > 0) {
    throw new AppError('TOOL_FAILED', `The joined film is not what it should be: ${faults.join(', ')}.`);
  }
  return facts;
}

/** Says to WebM's muxer that there is alpha beside the pictures, which nothing but this tells it. */
const TRANSPARENT = ['-metadata:s:v:0', 'alpha_mode=1'];
/** Milliseconds that were rounded in each segment would be rounded again; VP9 shows frames in the order in which they come. */
const EVEN_TIMES = [
  '-bsf:v',
  `setts=ts=round(N/${FPS}/TB):duration=round((N+1)/${FPS}/TB)-round(N/${FPS}/TB)`,
];

async function readParts(folder: string, segments: readonly string[]): Promise<FilmFacts[]> {
  const parts: FilmFacts[] = [];
  for (const segment of segments) parts.push(await readFilm(path.join(folder, segment)));
  parts.forEach((part, at) => {
    const difference = segmentFault(part, parts[0] ?? part);
    if (difference !== undefined) {
      throw new AppError('MEDIA_INVALID', `Segment ${at + 1} cannot be joined: ${difference}.`);
    }
  });
  return parts;
}

function segmentFault({ video, tracks }: FilmFacts, first: FilmFacts): string | undefined {
  if (tracks !== 1) return 'it has more than a picture track';
  if (video.width !== first.video.width || video.height !== first.video.height)
    return 'its frame size differs';
  if (video.configuration !== first.video.configuration) return 'its encoding differs from that of the first';
  const irregular = firstIrregularFrame(video.times, FPS, video.tolerance);
  return irregular === undefined
    ? undefined
    : `its frame ${irregular} is not shown at ${FPS} frames a second`;
}

/**
 * The list for ffmpeg's concat demuxer. Durations are differences of rounded sums, so that rounding to microseconds never
 * adds up: without them a film of a few hundred segments has gaps of a tick at its joins.
 */
export function concatList(segments: readonly { file: string; frames: number }[]): string {
  const micros = (frames: number) => Math.round((frames * 1e6) / FPS);
  let before = 0;
  const lines = segments.map(({ file, frames }) => {
    const duration = micros(before + frames) - micros(before);
    before += frames;
    return `file '${file}'\nduration ${(duration / 1e6).toFixed(6)}`;
  });
  return `ffconcat version 1.0\n${lines.join('\n')}\n`;
}

/** Says in a few words each what is wrong with a joined film; nothing when it is right. */
function joinFaults(
  { video, audio, quickStart }: FilmFacts,
  part: FilmFacts['video'] | undefined,
  { frames, format }: Pick<Join, 'frames' | 'format'>,
): string[] {
  const faults: string[] = [];
  if (video.frames !== frames) faults.push(`${video.frames} frames instead of ${frames}`);
  const irregular = firstIrregularFrame(video.times, FPS, video.tolerance);
  if (irregular !== undefined) faults.push(`frame ${irregular} is not shown when it is due`);
  if (video.configuration !== part?.configuration) faults.push('the encoding is not that of its segments');
  if (video.alpha !== format.alpha) faults.push(`transparency is ${video.alpha ? 'there' : 'lost'}`);
  if (!quickStart) faults.push('the index is not at the front');
  if (!audio) faults.push('no sound track');
  else if (Math.abs(audio.endSeconds - frames / FPS) > SOUND_FRAME_SECONDS[format.sound] + 0.001) {
    faults.push(`the sound lasts ${audio.endSeconds.toFixed(3)} s instead of ${(frames / FPS).toFixed(3)} s`);
  }
  return faults;
}
