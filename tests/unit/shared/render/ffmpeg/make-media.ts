import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { createMediaTools } from '#shared/node/media-tools.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';

/** A folder for the files of one test file, removed when its tests are over. */
export function testFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'reelwright-media-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The real ffmpeg that the product would use. */
export function testFfmpeg(folder: string): Promise<string> {
  return createMediaTools({ cacheFolder: folder }).ffmpeg();
}

/** A signal that never fires. */
export const never = new AbortController().signal;

/** Encodes a graph of ffmpeg's own sources; labels `[v]` and `[a]` go into the file. */
export async function encode(
  folder: string,
  file: string,
  filterGraph: string,
  options: readonly string[] = [],
): Promise<void> {
  const maps = ['[v]', '[a]']
    .filter((label) => filterGraph.includes(label))
    .flatMap((label) => ['-map', label]);
  await runFfmpeg({
    program: await testFfmpeg(folder),
    folder,
    inputs: [],
    filterGraph,
    outputs: [{ file, options: [...maps, ...VIDEO, ...AUDIO, ...options] }],
    timeoutMs: 20_000,
    signal: never,
  });
}

/** As the segment renderer encodes. */
export const VIDEO = [
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-threads', '1', '-pix_fmt', 'yuv420p'],
  ...['-flags', '+cgop', '-video_track_timescale', '15360'],
  ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
];
/** As the mixer encodes. */
export const AUDIO = ['-c:a', 'aac', '-ar', '48000', '-ac', '2'];

/** All frames of a file, decoded to the brightness plane only, one after the other. */
export async function decodeLuma(folder: string, file: string): Promise<Buffer> {
  await runFfmpeg({
    program: await testFfmpeg(folder),
    folder,
    strict: true,
    inputs: [{ file, format: 'mov' }],
    outputs: [
      {
        file: 'luma.raw',
        options: ['-map', '0:v', '-pix_fmt', 'gray', '-f', 'rawvideo', '-fps_mode', 'passthrough'],
      },
    ],
    timeoutMs: 20_000,
    signal: never,
  });
  return readFile(path.join(folder, 'luma.raw'));
}
