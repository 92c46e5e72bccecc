import { open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import * as z from 'zod';
import { MAX_PICTURE_BYTES } from '#shared/brief/keep-picture.ts';
import { AppError, errorCode } from '#shared/errors.ts';
import {
  defineEditingTool,
  EditResult,
  given,
  target,
  type Workshop,
} from '#shared/media/edit/editing-tool.ts';
import {
  needPictures,
  openSource,
  pictureChain,
  renderEdit,
  soundChain,
} from '#shared/media/edit/render-edit.ts';
import { planFootage } from '#shared/media/plan-footage.ts';
import { LIMITS } from '#shared/media/probe-media.ts';
import type { InputFormat } from '#shared/render/ffmpeg/arguments.ts';
import { refuseLinks } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import { decodePicture } from '#shared/scenes/picture/decode-picture.ts';
import { SNIFFED_BYTES, sniffMedia } from '#shared/security/sniff-media.ts';

/** What is laid over: its demuxer, and the filters that give its pictures, with transparency where it has any. */
interface Upper {
  file: string;
  format: InputFormat;
  filters: string[];
}

/** Lays a picture or a film over a film. */
export const overlay = defineEditingTool({
  name: 'overlay',
  description: 'Lay a picture (PNG, JPEG, WebP, GIF) or a film over a film.',
  input: z.strictObject({
    file: given('film'),
    over: given('picture or film that is laid over it'),
    out: target('file to write'),
    x: z.int().min(0).max(8192).default(0).describe('pixels from the left'),
    y: z.int().min(0).max(8192).default(0).describe('pixels from the top'),
    width: z.int().min(1).max(8192).optional().describe('pixels; its own width unless given'),
    opacity: z.number().gt(0).max(1).default(1).describe('1 covers, 0.5 lets half through'),
    from: z.number().min(0).default(0).describe('first moment in seconds'),
    to: z.number().positive().optional().describe('last moment in seconds; the end unless given'),
  }),
  output: EditResult,
  async work({ file, over, out, x, y, width, opacity, from, to }, workshop) {
    const source = await openSource(workshop, file);
    needPictures(source);
    const { format, audio, seconds } = source.facts;
    const drawn = `${out}.over.png`;
    try {
      const upper = (await isMedia(workshop, over))
        ? await filmOver(workshop, over, width)
        : await pictureOver(workshop, over, width, drawn);
      const faded = opacity < 1 ? [`colorchannelmixer=aa=${opacity}`] : [];
      const shown = `between(t,${from},${to ?? seconds + 1})`;
      // A film that is laid over starts when it is shown first.
      const later = [`setpts=PTS-STARTPTS+${from}/TB`];
      const { result } = await renderEdit(workshop, {
        ...{ target: out, pictures: 'encode', sound: audio !== undefined, source, wanted: { seconds } },
        inputs: [
          { file, format },
          { file: upper.file, format: upper.format },
        ],
        chains: [
          pictureChain(source, 0, [], 'below'),
          `[1:v]${[...upper.filters, ...faded, ...later].join(',')}[above]`,
          `[below][above]overlay=x=${x}:y=${y}:enable='${shown}':eof_action=repeat:format=auto,format=yuv420p[v]`,
          ...(audio ? [soundChain(0, [])] : []),
        ],
      });
      return result;
    } finally {
      await rm(path.join(workshop.folder, drawn), { force: true });
    }
  },
});

async function isMedia({ folder }: Workshop, file: string): Promise<boolean> {
  await refuseLinks(folder, [file]);
  const handle = await open(path.join(folder, file));
  try {
    const head = Buffer.alloc(SNIFFED_BYTES);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    sniffMedia(head.subarray(0, bytesRead));
    return true;
  } catch (error) {
    if (errorCode(error) !== 'MEDIA_INVALID') throw error;
    return false;
  } finally {
    await handle.close();
  }
}

/** The size at which something is laid over, in pixels; throws `OPTION_INVALID` where it is beyond 8K. */
function sizeOver(own: { width: number; height: number }, wanted = own.width) {
  const size = { width: wanted, height: Math.max(1, Math.round((wanted * own.height) / own.width)) };
  // A picture may be narrow and long as it is; made larger it would fill all memory.
  if (size.width <= own.width || size.width * size.height <= LIMITS.pixels) return size;
  throw new AppError('OPTION_INVALID', `What is laid over would be ${size.width} × ${size.height} pixels.`, {
    hint: 'Choose a smaller --width.',
  });
}

async function filmOver(workshop: Workshop, file: string, width: number | undefined): Promise<Upper> {
  const source = await openSource(workshop, file);
  const video = needPictures(source);
  sizeOver(video, width);
  const size = width === undefined ? [] : [`scale=${width}:-2`];
  // Of a film with transparency the plan would show black where nothing is.
  const plan = video.alpha ? ['setsar=1'] : planFootage(video).filters;
  return { file, format: source.facts.format, filters: [...plan, ...size, 'format=yuva420p'] };
}

/** Pictures are decoded as everywhere in the product, and handed to ffmpeg as a PNG of our own. */
async function pictureOver(
  { folder }: Workshop,
  file: string,
  wanted: number | undefined,
  drawn: string,
): Promise<Upper> {
  const { size: bytes } = await stat(path.join(folder, file));
  if (bytes > MAX_PICTURE_BYTES) throw new AppError('MEDIA_INVALID', 'The picture to lay over is too large.');
  const { image, width, height } = await decodePicture(await readFile(path.join(folder, file)));
  const size = sizeOver({ width, height }, wanted);
  const context = createCanvas(size.width, size.height).getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, size.width, size.height);
  await writeFile(path.join(folder, drawn), context.canvas.toBuffer('image/png'));
  const colours = 'scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd';
  return { file: drawn, format: 'png_pipe', filters: [colours, 'format=yuva444p'] };
}
