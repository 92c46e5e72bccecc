/**
 * Copies ffmpeg and the fonts from where npm put them into the folder that the argument names, as REELWRIGHT_MEDIA wants
 * it; run while the image is built.
 */
import { copyFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { createMediaTools } from '#shared/node/media-tools.ts';

const [folder = ''] = process.argv.slice(2);
const tools = createMediaTools({ cacheFolder: tmpdir() });
await mkdir(path.join(folder, 'fonts'), { recursive: true });
await copyFile(await tools.ffmpeg(), path.join(folder, 'ffmpeg'));
for (const file of await tools.fontFiles())
  await copyFile(file, path.join(folder, 'fonts', path.basename(file)));
