import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError, errorCode } from '#shared/errors.ts';
import { describeAudio, describeVideo } from '#shared/media/describe-streams.ts';
import type { MediaFacts } from '#shared/media/media-facts.ts';
import { missingSamples } from '#shared/media/missing-samples.ts';
import { type InputReport, readInputReport } from '#shared/media/read-input-report.ts';
import { type PacketFacts, readPackets } from '#shared/media/read-packets.ts';
import { refuseLinks, runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import { SNIFFED_BYTES, type SniffedMedia, sniffMedia } from '#shared/security/sniff-media.ts';

/** What a file may be at most; beyond it, reading costs more than any film is worth. */
export const LIMITS = {
  bytes: 16 * 1024 ** 3,
  seconds: 4 * 3600,
  streams: 10,
  fps: 240,
  edge: 8192,
  pixels: 8192 * 4320,
};
/** Opening takes milliseconds. A file that is built to keep the reader busy is stopped here. */
const OPENING_MS = 8_000;
/** Bytes that any disk reads in a millisecond. */
const BYTES_PER_MS = 50_000;
/** A line for each packet: four hours of sound and pictures at 60 frames a second. */
const MAX_PACKET_LIST = 128 * 1024 ** 2;

/** Tells the lists of probes apart that read the same file at the same time. */
let probes = 0;

/**
 * Finds out what a file that somebody gave us is, without decoding it and in a process of its own, since a damaged file may
 * crash or hang its reader. Every packet is read, so that a file that is cut off shows; what the head claims is held against
 * what the packets say. `file` is a plain name in `folder`. Throws `MEDIA_INVALID` for what is not in the closed list,
 * damaged, cut off or beyond a limit, `ASSET_PATH_REFUSED`, `TOOL_CRASHED` and `TOOL_TIMEOUT` when ffmpeg does not survive it.
 */
export async function probeMedia(job: {
  program: string;
  folder: string;
  file: string;
  signal: AbortSignal;
}): Promise<MediaFacts> {
  const { folder, file } = job;
  await refuseLinks(folder, [file]);
  const { head, bytes } = await readHead(path.join(folder, file));
  const sniffed = sniffMedia(head);
  if (bytes > LIMITS.bytes) refuse(`it is larger than ${LIMITS.bytes / 1024 ** 3} GiB`);
  if (sniffed.format === 'wav' && missingSamples(head, bytes) > 0) refuse('it is cut off');
  probes += 1;
  const list = `${file}.packets-${probes}`;
  try {
    const log = await listPackets(job, sniffed, list, bytes);
    return combine(sniffed, bytes, log, await readPackets(path.join(folder, list)));
  } finally {
    await rm(path.join(folder, list), { force: true });
  }
}

async function listPackets(
  { program, folder, file, signal }: Parameters<typeof probeMedia>[0],
  { format }: SniffedMedia,
  list: string,
  bytes: number,
): Promise<string> {
  const options = ['-map', '0:V:0?', '-map', '0:a:0?', '-c', 'copy', '-copyts', '-f', 'framecrc'];
  try {
    const { log } = await runFfmpeg({
      ...{ program, folder, signal, timeoutMs: OPENING_MS + bytes / BYTES_PER_MS },
      inputs: [{ file, format }],
      outputs: [{ file: list, options, maxBytes: MAX_PACKET_LIST }],
    });
    return log;
  } catch (error) {
    // Its tracks cannot be copied, or there are too many packets: either way the file is no good.
    if (errorCode(error) !== 'TOOL_FAILED') throw error;
    throw new AppError('MEDIA_INVALID', 'This file cannot be used: its tracks cannot be read.', {
      cause: error,
    });
  }
}

async function readHead(file: string): Promise<{ head: Uint8Array; bytes: number }> {
  const handle = await open(file, 'r').catch((cause) => {
    throw new AppError('MEDIA_INVALID', 'The file cannot be opened.', { cause });
  });
  try {
    const head = Buffer.alloc(SNIFFED_BYTES);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    return { head: head.subarray(0, bytesRead), bytes: (await handle.stat()).size };
  } finally {
    await handle.close();
  }
}

/** Throws `MEDIA_INVALID` beyond a limit, and where head and packets disagree. */
function combine(sniffed: SniffedMedia, bytes: number, log: string, packets: PacketFacts[]): MediaFacts {
  const report = readInputReport(log);
  if (report.unknownCodec) refuse('its encoding is not known');
  if (report.streams > LIMITS.streams) refuse(`it has more than ${LIMITS.streams} tracks`);
  if ((report.seconds ?? 0) > LIMITS.seconds) refuse('it is longer than four hours');
  const pictures = packets.find(({ width }) => width > 0);
  const sound = packets.find(({ sampleRate }) => sampleRate > 0);
  if (!pictures && !sound) refuse('it has neither sound nor moving pictures');
  if (report.video && !pictures) refuse('its pictures cannot be read');
  const found = [pictures, sound].filter((one) => one !== undefined && one.packets > 0) as PacketFacts[];
  if (found.length === 0) refuse('it is empty');
  const start = Math.min(...found.map((one) => startOf(one)));
  const seconds = Math.max(...found.map(({ end }) => end)) - start;
  if (!(seconds > 0)) refuse('it does not say how long it is');
  if (seconds > LIMITS.seconds) refuse('it is longer than four hours');
  refuseCutOff(log, report, seconds);
  if (pictures) checkPictures(pictures);
  const video =
    report.video && pictures && pictures.packets > 0
      ? describeVideo(report.video, pictures, start)
      : undefined;
  if (video && video.fps > LIMITS.fps) refuse(`it has more than ${LIMITS.fps} frames a second`);
  const audio = sound && sound.packets > 0 ? describeAudio(sound) : undefined;
  return {
    ...{ ...sniffed, bytes, seconds, streams: report.streams },
    ...(video ? { video } : {}),
    ...(audio ? { audio } : {}),
  };
}

/** Encoders of sound put up to some 100 ms before the beginning, which players leave out. */
const PRIMING_SECONDS = 0.15;

function startOf({ start }: PacketFacts): number {
  return start < 0 && start > -PRIMING_SECONDS ? 0 : start;
}

function checkPictures({ width, height }: PacketFacts): void {
  const edge = Math.max(width, height);
  if (!(width > 0 && height > 0)) refuse('it does not say how large its picture is');
  if (edge > LIMITS.edge || width * height > LIMITS.pixels) refuse('its picture is larger than 8K');
}

/** What the head may claim more than there is, in seconds and as a part: rounding, and a last packet without a duration. */
const MISSING = { seconds: 0.5, part: 0.02 };

function refuseCutOff(log: string, { seconds: claimed }: InputReport, seconds: number): void {
  if (/: partial file$|Error during demuxing/m.test(log)) refuse('it is damaged or cut off');
  // Of an MP3 without an index ffmpeg guesses the length.
  if (claimed === undefined || log.includes('Estimating duration from bitrate')) return;
  const missing = claimed - seconds;
  if (missing > Math.max(MISSING.seconds, MISSING.part * claimed)) {
    refuse(`it is cut off: ${missing.toFixed(1)} of its ${claimed.toFixed(1)} seconds are missing`);
  }
}

function refuse(reason: string): never {
  throw new AppError('MEDIA_INVALID', `This file cannot be used: ${reason}.`, {
    hint: 'Save it anew as MP4, or give another file.',
  });
}
