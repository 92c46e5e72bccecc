import * as z from 'zod';
import {
  defineEditingTool,
  EditResult,
  given,
  target,
  type Workshop,
} from '#shared/media/edit/editing-tool.ts';
import { formatOf } from '#shared/media/edit/file-formats.ts';
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
  work: convertFile,
});

async function convertFile(
  { file, out }: { file: string; out: string },
  workshop: Workshop,
): Promise<EditResult> {
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
}

/** Makes a film by copying H.264: at once, or as MP4 that is then converted where the format of `out` cannot hold it. */
export async function copyingH264<T extends EditResult>(
  out: string,
  workshop: Workshop,
  make: (target: string) => Promise<T>,
): Promise<T> {
  const { pictures, copies } = formatOf(out);
  if (!pictures || copies.includes('h264')) return await make(out);
  const made = await make('copied.mp4');
  return { ...made, ...(await convertFile({ file: made.file, out }, workshop)) };
}
