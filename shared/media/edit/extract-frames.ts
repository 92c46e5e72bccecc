import { lstat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { AppError } from '#shared/errors.ts';
import { defineEditingTool, given } from '#shared/media/edit/editing-tool.ts';
import { needPictures, openSource } from '#shared/media/edit/render-edit.ts';
import { framesPerSecond, planFootage, steadyRate } from '#shared/media/plan-footage.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';

const TIMEOUT_MS = 60_000;

/** Takes single frames out of a film, as pictures. */
export const extractFrames = defineEditingTool({
  name: 'extract-frames',
  description: 'Take single frames out of a film as PNG pictures.',
  input: z.strictObject({
    file: given('film'),
    out: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,60}$/, 'must be a plain name without an ending')
      .meta({
        description: 'beginning of the names of the pictures: NAME-1.png, NAME-2.png',
        role: 'target',
      }),
    at: z.array(z.number().min(0)).min(1).max(100).describe('moments in seconds'),
  }),
  output: z.strictObject({
    files: z.array(z.string()).min(1),
    width: z.int().positive(),
    height: z.int().positive(),
  }),
  async work({ file, out, at }, workshop) {
    const source = await openSource(workshop, file);
    const video = needPictures(source);
    const late = at.find((moment) => moment >= video.seconds);
    if (late !== undefined) {
      throw new AppError('OPTION_INVALID', `The film has no frame at ${late} seconds.`, {
        hint: `It is ${video.seconds.toFixed(2)} seconds long.`,
      });
    }
    const rate = steadyRate(video);
    const { filters, width, height } = planFootage(video, { rate });
    const files = at.map((_, index) => `${out}-${index + 1}.png`);
    for (const [index, picture] of files.entries()) {
      const { seekSeconds, frame } = placeOf(at[index] ?? 0, framesPerSecond(rate));
      const one = `tpad=stop=2:stop_mode=clone,trim=start_frame=${frame}:end_frame=${frame + 1}`;
      await runFfmpeg({
        ...{ ...workshop, timeoutMs: TIMEOUT_MS },
        inputs: [{ file, format: source.facts.format, options: ['-ss', seekSeconds.toFixed(6)] }],
        filterGraph: `[0:V:0]${filters.join(',')},${one},scale=out_range=pc:flags=accurate_rnd,format=rgb24[v]`,
        outputs: [
          {
            file: picture,
            options: ['-map', '[v]', '-frames:v', '1', '-c:v', 'png', '-f', 'image2', '-update', '1'],
          },
        ],
      });
      const { size } = await lstat(path.join(workshop.folder, picture)).catch(() => ({ size: 0 }));
      if (size === 0) throw new AppError('TOOL_FAILED', `There was no frame at ${at[index]} seconds.`);
    }
    return { files, width, height };
  },
});

/**
 * The frame that is seen at a moment: where to seek, a second before it, since seeking leaves out a frame that has begun already,
 * and its number from there. A quarter of a frame early, rounding takes none away.
 */
function placeOf(moment: number, perSecond: number): { seekSeconds: number; frame: number } {
  const seen = Math.floor(moment * perSecond + 1e-6);
  const first = Math.max(0, seen - Math.ceil(perSecond));
  return { seekSeconds: Math.max(0, (first - 0.25) / perSecond), frame: seen - first };
}
