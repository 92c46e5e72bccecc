import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Scratch } from '#shared/ports/scratch.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import { decodePicture, type UserPicture } from '#shared/scenes/picture/decode-picture.ts';

/** One frame takes a fraction of a second; a file of hours with one key frame takes longer. */
const TIMEOUT_MS = 60_000;

/**
 * The frame that footage (MP4 or MOV, as normalised) shows at a time, in ms. `copy` puts the footage where it is told.
 * Throws `MEDIA_INVALID` when there is no picture at that time.
 */
export async function footageStill(
  copy: (file: string) => Promise<void>,
  atMs: number,
  { scratch, ...tool }: { program: string; scratch: Scratch; signal: AbortSignal },
): Promise<UserPicture> {
  return await scratch.within(async (folder) => {
    await copy(path.join(folder, 'footage.mp4'));
    const still = path.join(folder, 'still.png');
    // ffmpeg ends well without a picture where the footage has none at that time.
    await writeFile(still, '');
    await runFfmpeg({
      ...tool,
      folder,
      timeoutMs: TIMEOUT_MS,
      inputs: [{ file: 'footage.mp4', format: 'mov', options: ['-ss', (atMs / 1000).toFixed(3)] }],
      outputs: [{ file: 'still.png', options: ['-map', '0:v:0', '-frames:v', '1', '-f', 'image2'] }],
    });
    return await decodePicture(await readFile(still));
  });
}
