import * as z from 'zod';
import { AppError } from '#shared/errors.ts';
import { defineEditingTool, EditResult, given, target } from '#shared/media/edit/editing-tool.ts';
import {
  openSource,
  pictureChain,
  renderEdit,
  soundChain,
  takesPictures,
} from '#shared/media/edit/render-edit.ts';

/** Shortest piece that players show. */
const SHORTEST_SECONDS = 0.04;

/** Keeps what lies between two moments, exact to the frame. */
export const trim = defineEditingTool({
  name: 'trim',
  description: 'Keep what lies between two moments of a film or sound, exact to the frame.',
  input: z.strictObject({
    file: given('film or sound'),
    out: target('file to write'),
    from: z.number().min(0).default(0).describe('first moment to keep, in seconds'),
    to: z.number().positive().optional().describe('where to stop, in seconds; the end unless given'),
  }),
  output: EditResult,
  async work({ file, out, from, to }, workshop) {
    const source = await openSource(workshop, file);
    const end = Math.min(to ?? source.facts.seconds, source.facts.seconds);
    if (end - from < SHORTEST_SECONDS) {
      throw new AppError('OPTION_INVALID', 'There is nothing between these two moments.', {
        hint: `The file is ${source.facts.seconds.toFixed(2)} seconds long; --from must come before --to.`,
      });
    }
    const pictures = takesPictures(out, source) ? 'encode' : 'none';
    const sound = (source.facts.audio?.seconds ?? 0) > from;
    const seconds = end - from;
    const options = ['-ss', from.toFixed(6), '-t', seconds.toFixed(6)];
    const { result } = await renderEdit(workshop, {
      ...{ target: out, pictures, sound, source, wanted: { seconds } },
      inputs: [{ file, format: source.facts.format, options }],
      chains: [
        ...(pictures === 'none' ? [] : [pictureChain(source, 0, [])]),
        ...(sound ? [soundChain(0, [])] : []),
      ],
    });
    return result;
  },
});
