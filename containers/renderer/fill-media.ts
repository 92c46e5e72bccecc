import { copyFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { createMediaTools } from '#shared/node/media-tools.ts';

/** Copies ffmpeg and the fonts from where npm put them into a folder, as `REELWRIGHT_MEDIA` wants it. */
export async function fillMedia(folder: string): Promise<void> {
  const tools = createMediaTools({ cacheFolder: tmpdir() });
  await mkdir(path.join(folder, 'fonts'), { recursive: true });
  await copyFile(await tools.ffmpeg(), path.join(folder, 'ffmpeg'));
  for (const file of await tools.fontFiles()) {
    await copyFile(file, path.join(folder, 'fonts', path.basename(file)));
  }
}

// Run while the image is built.
if (import.meta.main) await fillMedia(process.argv[2] ?? '');
