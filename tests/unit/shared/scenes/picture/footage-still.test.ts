import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Scratch } from '#shared/ports/scratch.ts';
import { footageStill } from '#shared/scenes/picture/footage-still.ts';
import { tools } from '#tests/unit/shared/scenes/scene-kit.ts';

let folder: string;
const scratch: Scratch = {
  within: async (work) => {
    const room = await mkdtemp(path.join(tmpdir(), 'reelwright-still-'));
    return await work(room).finally(() => rm(room, { recursive: true }));
  },
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reelwright-footage-'));
  // One second of red, then one of blue.
  const colours = ['red', 'blue'].flatMap((colour) => [
    '-f',
    'lavfi',
    '-i',
    `color=${colour}:s=96x64:r=30:d=1`,
  ]);
  const joined = ['-filter_complex', 'concat=n=2', '-c:v', 'libx264', '-pix_fmt', 'yuv420p'];
  await promisify(execFile)(await tools.ffmpeg(), [...colours, ...joined, path.join(folder, 'footage.mp4')]);
});
afterAll(() => rm(folder, { recursive: true }));

const stillAt = async (atMs: number) =>
  await footageStill((file) => copyFile(path.join(folder, 'footage.mp4'), file), atMs, {
    program: await tools.ffmpeg(),
    scratch,
    signal: new AbortController().signal,
  });

it.each([
  [300, 'red'],
  [1500, 'blue'],
])('after %i ms the footage shows %s', async (atMs, colour) => {
  // Act
  const { image, width, height } = await stillAt(atMs);
  // Assert
  expect([width, height]).toEqual([96, 64]);
  const context = createCanvas(96, 64).getContext('2d');
  context.drawImage(image, 0, 0);
  const [red = 0, , blue = 0] = context.getImageData(48, 32, 1, 1).data;
  expect(red > blue ? 'red' : 'blue').toBe(colour);
});

it('at a time after its end there is no picture', async () => {
  await expect(stillAt(9000)).rejects.toMatchObject({ code: 'MEDIA_INVALID' });
});
