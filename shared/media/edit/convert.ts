import * as z from 'zod';
import { defineEditingTool, EditResult, given, target } from '#shared/media/edit/editing-tool.ts';
import {
  openSource,
  pictureChain,
  renderEdit,
  soundChain,
  takesPictures,
} from '#shared/media/edit/render-edit.ts';

/** Writes the same in another format. */
export const convert = defineEditingTool({
  name: 'convert',
  description: 'Write a film or sound in another format, upright, with even frames and usual colours.',
  input: z.strictObject({
    file: given('film or sound'),
    out: target('file to write; its ending says the format'),
  }),
  output: EditResult,
  async work({ file, out }, workshop) {
    const source = await openSource(workshop, file);
    const pictures = takesPictures(out, source) ? 'encode' : 'none';
    const { audio, seconds } = source.facts;
    const { result } = await renderEdit(workshop, {
      ...{ target: out, pictures, sound: audio !== undefined, source },
      wanted: { seconds: pictures === 'none' ? (audio?.seconds ?? seconds) : seconds },
      inputs: [{ file, format: source.facts.format }],
      chains: [
        ...(pictures === 'none' ? [] : [pictureChain(source, 0, [])]),
        ...(audio ? [soundChain(0, [])] : []),
      ],
    });
    return result;
  },
});
