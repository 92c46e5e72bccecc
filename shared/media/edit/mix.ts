import * as z from 'zod';
import { AppError } from '#shared/errors.ts';
import { defineEditingTool, EditResult, givenList, target } from '#shared/media/edit/editing-tool.ts';
import {
  needSound,
  openSource,
  pictureChain,
  renderEdit,
  soundChain,
  takesPictures,
  untouched,
} from '#shared/media/edit/render-edit.ts';

/** Peaks are held below this, −1 dBFS: sounds that are added to each other can go beyond full scale. */
const CEILING = 0.891;

/** Mixes sounds, and puts the mix under the pictures of the first file where the result is a film. */
export const mix = defineEditingTool({
  name: 'mix',
  description: 'Mix sounds; a film as the first file keeps its pictures and its length.',
  input: z.strictObject({
    files: givenList('films or sounds; the pictures are those of the first', 16),
    out: target('file to write'),
    gains: z
      .array(z.number().min(-60).max(24))
      .max(16)
      .default([])
      .describe('dB for each file in order; 0 where none is given'),
  }),
  output: EditResult,
  async work({ files, out, gains }, workshop) {
    const sources = await Promise.all(files.map((file) => openSource(workshop, file)));
    const [first] = sources;
    if (!first) throw new AppError('OPTION_INVALID', 'There is nothing to mix.');
    const film = takesPictures(out, first);
    // A film may be silent itself; everything else is here for its sound.
    const heard = sources.filter((source, at) => source.facts.audio || !(film && at === 0));
    for (const source of heard) needSound(source);
    if (heard.length === 0) throw new AppError('MEDIA_INVALID', 'None of the files has sound.');
    const longest = Math.max(...heard.map(({ facts }) => facts.audio?.seconds ?? 0));
    const seconds = film ? first.facts.seconds : longest;
    const pictures = film ? untouched(out, first) : 'none';
    const parts = heard.map((source) => {
      const at = sources.indexOf(source);
      return soundChain(at, [`volume=${gains[at] ?? 0}dB`], `s${at}`);
    });
    const labels = heard.map((source) => `[s${sources.indexOf(source)}]`).join('');
    const sum = [
      `${labels}amix=inputs=${heard.length}:normalize=0:duration=longest`,
      `alimiter=limit=${CEILING}:level=false:latency=1`,
      `apad=whole_dur=${seconds.toFixed(6)},atrim=0:${seconds.toFixed(6)}[a]`,
    ].join(',');
    const { result } = await renderEdit(workshop, {
      ...{ target: out, pictures, sound: true, source: first, wanted: { seconds } },
      inputs: sources.map(({ file, facts }) => ({ file, format: facts.format })),
      chains: [...(pictures === 'encode' ? [pictureChain(first, 0, [])] : []), ...parts, sum],
    });
    return result;
  },
});
