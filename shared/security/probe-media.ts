import { open } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '#shared/errors.ts';
import { refuseLinks, runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import { SNIFFED_BYTES, type SniffedMedia, sniffMedia } from '#shared/security/sniff-media.ts';

/** A file of sound or moving pictures that is within all limits. */
interface ProbedMedia extends SniffedMedia {
  seconds: number;
  video?: { width: number; height: number; fps: number };
  audio?: { sampleRate: number };
}

/** What a file may be at most; beyond it, reading costs more than any film is worth. */
const LIMITS = { seconds: 86_400, streams: 64, fps: 240, pixels: 7680 * 4320 };
/** Opening takes milliseconds. A file that is built to keep the reader busy is stopped here. */
const TIMEOUT_MS = 10_000;

/**
 * Finds out what a file that somebody gave us is, without decoding it and in a process of its own, since a damaged file may
 * crash its reader. `file` is a plain name in `folder`. Throws `MEDIA_INVALID` for what is not in the closed list, damaged or
 * beyond a limit, `ASSET_PATH_REFUSED`, `TOOL_CRASHED` and `TOOL_TIMEOUT` when ffmpeg does not survive it.
 */
export async function probeMedia(job: {
  program: string;
  folder: string;
  file: string;
  signal: AbortSignal;
}): Promise<ProbedMedia> {
  const { program, folder, file, signal } = job;
  await refuseLinks(folder, [file]);
  const sniffed = sniffMedia(await readHead(path.join(folder, file)));
  const { log } = await runFfmpeg({
    program,
    folder,
    inputs: [{ file, format: sniffed.format }],
    outputs: [{ file: null, options: ['-map', '0:v?', '-map', '0:a?', '-c', 'copy', '-t', '0'] }],
    timeoutMs: TIMEOUT_MS,
    signal,
  });
  return { ...sniffed, ...readProbe(log) };
}

async function readHead(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r').catch((cause) => {
    throw new AppError('MEDIA_INVALID', 'The file cannot be opened.', { cause });
  });
  try {
    const head = Buffer.alloc(SNIFFED_BYTES);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/**
 * Reads what ffmpeg prints about its first input. Lines are taken at their indentation: a tag in the file can write any
 * text into the log, but always behind a colon. Throws `MEDIA_INVALID` beyond a limit.
 */
function readProbe(log: string): Omit<ProbedMedia, keyof SniffedMedia> {
  const input = log.slice(log.indexOf('Input #0'), log.indexOf('Stream mapping'));
  const streams = [...input.matchAll(/^ {2}Stream #0:\d+.*$/gm)].map(([line]) => line);
  const [, hours, minutes, rest] = /^ {2}Duration: (\d+):(\d\d):(\d\d\.\d\d), /m.exec(input) ?? [];
  const seconds = Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
  const picture = streams.find((line) => / Video: /.test(line) && !line.includes('(attached pic)'));
  const sound = streams.find((line) => / Audio: /.test(line));
  const video = picture === undefined ? undefined : readVideo(picture);
  const sampleRate = Number(/, (\d+) Hz/.exec(sound ?? '')?.[1]);

  if (streams.some((line) => /: (Video|Audio): none\b/.test(line))) refuse('its encoding is not known');
  if (!(seconds > 0)) refuse('it does not say how long it is');
  if (seconds > LIMITS.seconds) refuse('it is longer than a day');
  if (streams.length > LIMITS.streams) refuse(`it has more than ${LIMITS.streams} tracks`);
  if (video && !(video.width * video.height > 0 && video.width * video.height <= LIMITS.pixels)) {
    refuse('its picture is too large');
  }
  if (video && !(video.fps > 0 && video.fps <= LIMITS.fps))
    refuse(`it is not between 0 and ${LIMITS.fps} frames a second`);
  if (!video && !(sampleRate > 0)) refuse('it has neither sound nor moving pictures');
  return { seconds, ...(video ? { video } : {}), ...(sampleRate > 0 ? { audio: { sampleRate } } : {}) };
}

function readVideo(line: string): { width: number; height: number; fps: number } {
  const [, width, height] = /, (\d+)x(\d+)/.exec(line) ?? [];
  const fps = /, ([\d.]+)(k?) fps/.exec(line) ?? /, ([\d.]+)(k?) tbr/.exec(line);
  return {
    width: Number(width),
    height: Number(height),
    fps: Number(fps?.[1]) * (fps?.[2] === 'k' ? 1000 : 1),
  };
}

function refuse(reason: string): never {
  throw new AppError('MEDIA_INVALID', `This file cannot be used: ${reason}.`);
}
