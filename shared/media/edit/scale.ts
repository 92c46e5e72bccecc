import * as z from 'zod';
import { AppError } from '#shared/errors.ts';
import { defineEditingTool, EditResult, given, target } from '#shared/media/edit/editing-tool.ts';
import {
  needPictures,
  openSource,
  pictureChain,
  renderEdit,
  soundChain,
} from '#shared/media/edit/render-edit.ts';
import { planFootage } from '#shared/media/plan-footage.ts';
import { LIMITS } from '#shared/media/probe-media.ts';

const side = z.int().min(2).max(8192).multipleOf(2);

/** Filters that bring a picture to a size. */
function scaleFilters(
  width: number | undefined,
  height: number | undefined,
  fit: 'contain' | 'cover' | 'stretch',
): string[] {
  const flags = 'flags=bicubic+accurate_rnd';
  if (width === undefined || height === undefined || fit === 'stretch') {
    return [`scale=${width ?? -2}:${height ?? -2}:${flags}`, 'setsar=1'];
  }
  const keep = fit === 'cover' ? 'increase' : 'decrease';
  return [
    `scale=${width}:${height}:force_original_aspect_ratio=${keep}:force_divisible_by=2:${flags}`,
    fit === 'cover' ? `crop=${width}:${height}` : `pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2`,
    'setsar=1',
  ];
}

/** Throws `OPTION_INVALID` for a size beyond 8K, which could not be read again. */
function checkSize(
  own: { width: number; height: number },
  width: number | undefined,
  height: number | undefined,
): void {
  const wide = width ?? Math.round(((height ?? own.height) * own.width) / own.height);
  const high = height ?? Math.round(((width ?? own.width) * own.height) / own.width);
  if (Math.max(wide, high) <= LIMITS.edge && wide * high <= LIMITS.pixels) return;
  throw new AppError('OPTION_INVALID', `The film would be ${wide} × ${high}, which is larger than 8K.`, {
    hint: `Choose at most ${LIMITS.edge} pixels a side and ${LIMITS.pixels} in all.`,
  });
}

/** Brings a film to another size. */
export const scale = defineEditingTool({
  name: 'scale',
  description: 'Bring a film to another size; with one side given the other follows.',
  input: z
    .strictObject({
      file: given('film'),
      out: target('file to write'),
      width: side.optional().describe('pixels, an even number'),
      height: side.optional().describe('pixels, an even number'),
      fit: z
        .enum(['contain', 'cover', 'stretch'])
        .default('contain')
        .describe('where both sides are given: black bars, cut off what is too much, or distort'),
    })
    .refine(({ width, height }) => width !== undefined || height !== undefined, 'give a width or a height'),
  output: EditResult,
  async work({ file, out, width, height, fit }, workshop) {
    const source = await openSource(workshop, file);
    checkSize(planFootage(needPictures(source)), width, height);
    const { result } = await renderEdit(workshop, {
      ...{ target: out, pictures: 'encode', sound: source.facts.audio !== undefined, source },
      wanted: { seconds: source.facts.seconds, ...(width ? { width } : {}), ...(height ? { height } : {}) },
      inputs: [{ file, format: source.facts.format }],
      chains: [
        pictureChain(source, 0, scaleFilters(width, height, fit)),
        ...(source.facts.audio ? [soundChain(0, [])] : []),
      ],
    });
    return result;
  },
});
