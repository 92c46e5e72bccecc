import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { EditResult, Workshop } from '#shared/media/edit/editing-tool.ts';
import { formatOf, writeOptions } from '#shared/media/edit/file-formats.ts';
import type { MediaFacts } from '#shared/media/media-facts.ts';
import { STEREO_GRAPH } from '#shared/media/normalise-audio.ts';
import { planFootage, steadyRate } from '#shared/media/plan-footage.ts';
import { probeMedia } from '#shared/media/probe-media.ts';
import type { FfmpegGraph } from '#shared/render/ffmpeg/arguments.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';

/** A file that was given and what it is. */
export interface Source {
  file: string;
  facts: MediaFacts;
}

/** What the result must be; what is left out may be anything. */
interface Wanted {
  seconds?: number;
  width?: number;
  height?: number;
}

/** How far a result may be off: a frame of 25 a second, and what a codec of sound adds to fill its last packet. */
const SECONDS_OFF = 0.1;
const MS_PER_SECOND_1080P = 12_000;

/** Reads what a given file is; throws what `probeMedia` throws. */
export async function openSource(workshop: Workshop, file: string): Promise<Source> {
  return { file, facts: await probeMedia({ ...workshop, file }) };
}

/** The pictures of a source; throws `MEDIA_INVALID` when it has none. */
export function needPictures({ facts }: Source): NonNullable<MediaFacts['video']> {
  if (facts.video) return facts.video;
  throw new AppError('MEDIA_INVALID', 'This needs a film, and the file has no moving pictures.');
}

/** The sound of a source; throws `MEDIA_INVALID` when it has none. */
export function needSound({ facts }: Source): NonNullable<MediaFacts['audio']> {
  if (facts.audio) return facts.audio;
  throw new AppError('MEDIA_INVALID', 'This needs sound, and the file has none.');
}

/** Whether a file of this name gets pictures, when the source has some. */
export function takesPictures(file: string, { facts }: Source): boolean {
  const { pictures } = formatOf(file);
  if (pictures && !facts.video) {
    throw new AppError(
      'OPTION_INVALID',
      `${file} would be a film, but there are no pictures to put into it.`,
      {
        hint: 'Choose a name that ends in wav, m4a, mp3, flac or ogg.',
      },
    );
  }
  return pictures !== undefined;
}

/** Filters from the pictures of input `at` to even, upright frames at a steady rate, and after them those of the edit. */
export function pictureChain({ facts }: Source, at: number, more: readonly string[], label = 'v'): string {
  if (!facts.video) return '';
  const { filters } = planFootage(facts.video, { rate: steadyRate(facts.video) });
  return `[${at}:V:0]${[...filters, ...more].join(',')}[${label}]`;
}

/** Filters from the sound of input `at` to 48 kHz stereo, and after them those of the edit. */
export function soundChain(at: number, more: readonly string[], label = 'a'): string {
  return `[${at}:a:0]${[STEREO_GRAPH, ...more].join(',')}[${label}]`;
}

/** How pictures that an edit leaves as they are get into a file of this name: copied where players expect them there. */
export function untouched(file: string, { facts }: Source): 'copy' | 'encode' {
  return formatOf(file).copies.includes(facts.video?.codec ?? '') ? 'copy' : 'encode';
}

/**
 * Runs an edit and gives the file that came out, once a reading of it has shown that it is what was wanted. Chains write
 * `[v]` and `[a]`. The file has its name only when it is whole. Throws `TOOL_FAILED` when it is not what was wanted.
 */
export async function renderEdit(
  workshop: Workshop,
  edit: {
    inputs: FfmpegGraph['inputs'];
    chains: readonly string[];
    target: string;
    pictures: 'encode' | 'copy' | 'none';
    sound: boolean;
    wanted: Wanted;
    /** What decides how long it may take. */
    source: Source;
    /** The child's whole environment. */
    environment?: Readonly<Record<string, string>>;
  },
): Promise<{ result: EditResult; log: string }> {
  const { inputs, target, pictures, sound, wanted, source, environment = {} } = edit;
  const part = `part-${target}`;
  const graph = edit.chains.filter(Boolean).join(';');
  try {
    const { log } = await runFfmpeg({
      ...{ ...workshop, environment, inputs, timeoutMs: timeoutFor(source, wanted) },
      ...(graph === '' ? {} : { filterGraph: graph }),
      outputs: [{ file: part, options: writeOptions(target, pictures, sound) }],
    });
    const facts = await probeMedia({ ...workshop, file: part });
    checkEdit(facts, { pictures: pictures !== 'none', sound, ...wanted });
    await rename(path.join(workshop.folder, part), path.join(workshop.folder, target));
    return { result: { file: target, facts }, log };
  } finally {
    await rm(path.join(workshop.folder, part), { force: true });
  }
}

function timeoutFor({ facts }: Source, { seconds = facts.seconds }: Wanted): number {
  const { storedWidth = 0, storedHeight = 0 } = facts.video ?? {};
  const size = Math.max(0.1, (storedWidth * storedHeight) / (1920 * 1080));
  return 60_000 + Math.max(seconds, facts.seconds) * MS_PER_SECOND_1080P * size;
}

function checkEdit(
  { seconds, video, audio }: MediaFacts,
  wanted: Wanted & { pictures: boolean; sound: boolean },
): void {
  const faults = [
    (video !== undefined) !== wanted.pictures && 'its pictures',
    (audio !== undefined) !== wanted.sound && 'its sound',
    wanted.seconds !== undefined &&
      Math.abs(seconds - wanted.seconds) > SECONDS_OFF + 0.001 * wanted.seconds &&
      `its length, ${seconds.toFixed(2)} s instead of ${wanted.seconds.toFixed(2)} s`,
    wanted.width !== undefined && video?.width !== wanted.width && 'its width',
    wanted.height !== undefined && video?.height !== wanted.height && 'its height',
  ].filter((fault) => fault !== false);
  if (faults.length === 0) return;
  throw new AppError('TOOL_FAILED', `The edit did not come out as asked: ${faults.join(', ')}.`, {
    cause: { video, audio, wanted },
  });
}
