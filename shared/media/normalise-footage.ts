import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError, toAppError } from '#shared/errors.ts';
import type { MediaFacts, VideoFacts } from '#shared/media/media-facts.ts';
import {
  checkLength,
  SAMPLE_RATE,
  STEREO_GRAPH,
  soundTimeoutMs,
  WAV_OPTIONS,
} from '#shared/media/normalise-audio.ts';
import { FOOTAGE_FPS, planFootage } from '#shared/media/plan-footage.ts';
import { probeMedia } from '#shared/media/probe-media.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';

/** Footage as the product works with it, as plain names in the folder. */
export interface NormalisedFootage {
  /** MP4, H.264, yuv420p, BT.709, 30 frames a second, a key frame at least twice a second; without sound. */
  video: { file: string; width: number; height: number; frames: number };
  /** WAV, 48 kHz, stereo, exactly as long as the video; undefined when the footage has no sound. */
  audio: { file: string; seconds: number } | undefined;
  /** What the file was before. */
  facts: MediaFacts & { video: VideoFacts };
  /** False for HDR that was shown as if it were none, since the ffmpeg at hand has no zscale. */
  faithful: boolean;
}

/**
 * Nearly lossless, and quick to jump into: a key frame every half second and no frame that needs a later one. Two threads,
 * since x264's output follows their number.
 */
const MEZZANINE = [
  ...['-c:v', 'libx264', '-profile:v', 'high', '-preset', 'veryfast', '-crf', '16', '-threads', '2'],
  ...['-g', '15', '-bf', '0', '-flags:v', '+cgop+bitexact', '-fflags', '+bitexact', '-pix_fmt', 'yuv420p'],
  ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
  ...['-video_track_timescale', '15360', '-map_metadata', '-1', '-f', 'mp4'],
];

/** ms for each second of 1080p; tone mapping 4K on one slow core takes some twenty times its length. */
const MS_PER_SECOND = 10_000;
const PIXELS_1080P = 1920 * 1080;

interface Job {
  program: string;
  folder: string;
  /** Plain name in `folder`. */
  file: string;
  /** The results are called `NAME.mp4` and `NAME.wav`. */
  name: string;
  signal: AbortSignal;
}

/**
 * Makes footage that somebody gave us uniform: see {@link NormalisedFootage} and `shared/media/plan-footage.ts`. What comes
 * out is probed before it is given back. Throws `MEDIA_INVALID` for what has no pictures or is damaged anywhere, and what
 * `probeMedia` throws.
 */
export async function normaliseFootage(job: Job): Promise<NormalisedFootage> {
  const facts = await probeMedia(job);
  const { video } = facts;
  if (!video) {
    throw new AppError('MEDIA_INVALID', 'This file has no moving pictures.', { hint: 'Give a film.' });
  }
  const whole = { ...facts, video };
  try {
    return await encode(job, whole, true);
  } catch (error) {
    if (!lacksFilter(error, 'zscale|tonemap')) throw error;
    return await encode(job, whole, false);
  }
}

async function encode(
  { program, folder, file, name, signal }: Job,
  facts: NormalisedFootage['facts'],
  toneMapping: boolean,
): Promise<NormalisedFootage> {
  const plan = planFootage(facts.video, { toneMapping });
  const parts = { video: `${name}.part.mp4`, heard: `${name}.heard.wav`, audio: `${name}.part.wav` };
  const sound = facts.audio ? `;[0:a:0]${STEREO_GRAPH}[sound]` : '';
  const megapixels = (facts.video.storedWidth * facts.video.storedHeight) / PIXELS_1080P;
  try {
    await runFfmpeg({
      ...{ program, folder, signal, strict: true },
      timeoutMs: 60_000 + facts.seconds * MS_PER_SECOND * Math.max(0.1, megapixels),
      inputs: [{ file, format: facts.format }],
      filterGraph: `[0:V:0]${plan.filters.join(',')}[pictures]${sound}`,
      outputs: [
        { file: parts.video, options: ['-map', '[pictures]', '-an', ...MEZZANINE] },
        ...(facts.audio ? [{ file: parts.heard, options: ['-map', '[sound]', ...WAV_OPTIONS] }] : []),
      ],
    });
    const tools = { program, folder, signal };
    const video = checkVideo(await probeMedia({ ...tools, file: parts.video }), facts.video, plan);
    const seconds = video.frames / FOOTAGE_FPS;
    if (facts.audio) {
      const heard = await probeMedia({ ...tools, file: parts.heard });
      checkLength(heard.audio?.seconds ?? 0, facts.audio.seconds);
      await fitSound(tools, parts.heard, parts.audio, video.frames);
      await rename(path.join(folder, parts.audio), path.join(folder, `${name}.wav`));
    }
    await rename(path.join(folder, parts.video), path.join(folder, `${name}.mp4`));
    return {
      video: { file: `${name}.mp4`, ...video },
      audio: facts.audio ? { file: `${name}.wav`, seconds } : undefined,
      facts,
      faithful: toneMapping || !planFootage(facts.video).toneMapped,
    };
  } finally {
    for (const part of Object.values(parts)) await rm(path.join(folder, part), { force: true });
  }
}

/** Sound that ends before the pictures goes on in silence, and ends with them. */
async function fitSound(
  tools: Pick<Job, 'program' | 'folder' | 'signal'>,
  file: string,
  target: string,
  frames: number,
): Promise<void> {
  const samples = Math.round((frames * SAMPLE_RATE) / FOOTAGE_FPS);
  await runFfmpeg({
    ...{ ...tools, timeoutMs: soundTimeoutMs(frames / FOOTAGE_FPS) },
    inputs: [{ file, format: 'wav' }],
    filterGraph: `[0:a]apad=whole_len=${samples},atrim=end_sample=${samples}[sound]`,
    outputs: [{ file: target, options: ['-map', '[sound]', ...WAV_OPTIONS] }],
  });
}

/** Throws `TOOL_FAILED` when what came out is not what was planned. */
function checkVideo(
  { video }: MediaFacts,
  before: VideoFacts,
  plan: { width: number; height: number },
): { width: number; height: number; frames: number } {
  if (
    !video ||
    video.width !== plan.width ||
    video.height !== plan.height ||
    video.pixelFormat !== 'yuv420p'
  ) {
    throw new AppError('TOOL_FAILED', 'The footage did not come out as it should.', { cause: video });
  }
  if (video.variableRate || Math.abs(video.fps - FOOTAGE_FPS) > 0.01) {
    throw new AppError('TOOL_FAILED', 'The footage did not get an even rate.', { cause: video });
  }
  checkLength(video.frames / FOOTAGE_FPS, before.seconds);
  return { width: video.width, height: video.height, frames: video.frames };
}

/** Whether ffmpeg failed because it was built without a filter; `name` is a pattern. */
export function lacksFilter(error: unknown, name: string): boolean {
  const { log } = (toAppError(error).cause ?? {}) as { log?: unknown };
  return typeof log === 'string' && new RegExp(`No such filter: '(?:${name})'`).test(log);
}
