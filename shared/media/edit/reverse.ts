import { open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { copyingH264 } from '#shared/media/edit/convert.ts';
import {
  defineEditingTool,
  EditResult,
  given,
  target,
  type Workshop,
} from '#shared/media/edit/editing-tool.ts';
import { writeOptions } from '#shared/media/edit/file-formats.ts';
import { openSource, renderEdit, soundChain, takesPictures } from '#shared/media/edit/render-edit.ts';
import { normaliseFootage } from '#shared/media/normalise-footage.ts';
import { FOOTAGE_FPS } from '#shared/media/plan-footage.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import { concatList } from '#shared/render/join/join-segments.ts';

/** What the frames of one piece may take while they are turned round, in bytes. */
const PIECE_BYTES = 128 * 1024 ** 2;
const BLOCK_BYTES = 1024 ** 2;

/** Runs a film or sound backwards. */
export const reverse = defineEditingTool({
  name: 'reverse',
  description:
    'Run a film or sound backwards; of a film of any length in little memory, at 30 frames a second.',
  input: z.strictObject({ file: given('film or sound'), out: target('file to write') }),
  output: EditResult,
  async work({ file, out }, workshop) {
    const source = await openSource(workshop, file);
    const { audio, format } = source.facts;
    const forward = takesPictures(out, source)
      ? await normaliseFootage({ ...workshop, file, name: 'forward' })
      : undefined;
    const samples = forward ? forward.video.frames * (48_000 / FOOTAGE_FPS) : undefined;
    if (audio)
      await reverseSound(
        workshop,
        forward?.audio ? { file: 'forward.wav', format: 'wav' } : { file, format },
        samples,
      );
    if (forward) await reversePictures(workshop, forward.video);
    const sound = { file: 'backward.s16', format: 's16le', options: ['-ar', '48000', '-ac', '2'] } as const;
    return await copyingH264(out, workshop, async (film) => {
      const { result } = await renderEdit(workshop, {
        ...{ target: film, pictures: forward ? 'copy' : 'none', sound: audio !== undefined, source },
        wanted: { seconds: forward ? forward.video.frames / FOOTAGE_FPS : (audio?.seconds ?? 0) },
        inputs: [
          ...(forward ? [{ file: 'pieces.ffconcat', format: 'concat' as const }] : []),
          ...(audio ? [sound] : []),
        ],
        chains: audio ? [`[${forward ? 1 : 0}:a]anull[a]`] : [],
      });
      return result;
    });
  },
});

/** Turns the frames round in pieces from the end, each decoded from its nearest key frame. */
async function reversePictures(
  workshop: Workshop,
  { file, width, height, frames }: { file: string; width: number; height: number; frames: number },
): Promise<void> {
  const size = Math.max(1, Math.floor(PIECE_BYTES / (width * height * 1.5)));
  const pieces: { file: string; frames: number }[] = [];
  for (let end = frames; end > 0; end -= size) {
    const start = Math.max(0, end - size);
    const piece = `piece${pieces.length}.mp4`;
    // Half a frame early, so that rounding cannot skip the first one.
    const from = Math.max(0, (start - 0.5) / FOOTAGE_FPS).toFixed(6);
    await runFfmpeg({
      ...{ ...workshop, timeoutMs: 120_000 },
      inputs: [{ file, format: 'mov', options: ['-ss', from] }],
      filterGraph: `[0:v]trim=end_frame=${end - start},reverse,setpts=N/${FOOTAGE_FPS}/TB,fps=${FOOTAGE_FPS}[v]`,
      outputs: [{ file: piece, options: writeOptions(piece, 'encode', false) }],
    });
    pieces.push({ file: piece, frames: end - start });
  }
  await writeFile(path.join(workshop.folder, 'pieces.ffconcat'), concatList(pieces));
}

/** Turns samples round block by block from the end; `samples` is how many there must be. */
async function reverseSound(
  workshop: Workshop,
  { file, format }: Pick<Parameters<typeof runFfmpeg>[0]['inputs'][number], 'file' | 'format'>,
  samples: number | undefined,
): Promise<void> {
  const fit = samples === undefined ? [] : [`apad=whole_len=${samples}`, `atrim=end_sample=${samples}`];
  await runFfmpeg({
    ...{ ...workshop, timeoutMs: 300_000 },
    inputs: [{ file, format }],
    filterGraph: soundChain(0, fit),
    outputs: [{ file: 'forward.s16', options: ['-map', '[a]', '-f', 's16le'] }],
  });
  const forward = await open(path.join(workshop.folder, 'forward.s16'));
  const backward = await open(path.join(workshop.folder, 'backward.s16'), 'w');
  try {
    const { size } = await forward.stat();
    for (let end = size - (size % 4); end > 0; end -= BLOCK_BYTES) {
      const length = Math.min(end, BLOCK_BYTES);
      const block = new Int32Array(length / 4);
      await forward.read(block, 0, length, end - length);
      // Both channels of a sample are the halves of one number.
      await backward.write(new Uint8Array(block.reverse().buffer));
    }
  } finally {
    await forward.close();
    await backward.close();
  }
}
