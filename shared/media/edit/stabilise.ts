import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { defineEditingTool, EditResult, given, target } from '#shared/media/edit/editing-tool.ts';
import {
  needPictures,
  openSource,
  pictureChain,
  renderEdit,
  soundChain,
} from '#shared/media/edit/render-edit.ts';
import { lacksFilter } from '#shared/media/normalise-footage.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';

/** Takes the shaking of a hand out of a film. */
export const stabilise = defineEditingTool({
  name: 'stabilise',
  description: 'Take the shaking of a hand out of a film.',
  input: z.strictObject({
    file: given('film'),
    out: target('file to write'),
    smoothing: z
      .int()
      .min(1)
      .max(100)
      .default(15)
      .describe('frames before and after over which the movement of the camera is smoothed'),
  }),
  output: EditResult.extend({
    /** The filter that did it: an ffmpeg without vidstab has only `deshake`, which is weaker. */
    method: z.enum(['vidstab', 'deshake']),
  }),
  async work({ file, out, smoothing }, workshop) {
    const source = await openSource(workshop, file);
    needPictures(source);
    const { format, audio, seconds } = source.facts;
    const moves = `${out}.moves`;
    const render = async (filters: string[]) =>
      await renderEdit(workshop, {
        ...{ target: out, pictures: 'encode', sound: audio !== undefined, source, wanted: { seconds } },
        inputs: [{ file, format }],
        chains: [pictureChain(source, 0, filters), ...(audio ? [soundChain(0, [])] : [])],
      });
    try {
      await runFfmpeg({
        ...{ ...workshop, timeoutMs: 60_000 + seconds * 20_000 },
        inputs: [{ file, format }],
        filterGraph: pictureChain(source, 0, [`vidstabdetect=shakiness=6:accuracy=15:result=${moves}`]),
        outputs: [{ file: null, options: ['-map', '[v]'] }],
      });
      const still = `vidstabtransform=input=${moves}:smoothing=${smoothing}:optzoom=1:interpol=bicubic`;
      const { result } = await render([still, 'unsharp=5:5:0.4:3:3:0.2']);
      return { ...result, method: 'vidstab' as const };
    } catch (error) {
      if (!lacksFilter(error, 'vidstabdetect|vidstabtransform')) throw error;
      const { result } = await render(['deshake=rx=32:ry=32']);
      return { ...result, method: 'deshake' as const };
    } finally {
      await rm(path.join(workshop.folder, moves), { force: true });
    }
  },
});
