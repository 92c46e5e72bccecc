import * as z from 'zod';
import { defineEditingTool, EditResult, given, target } from '#shared/media/edit/editing-tool.ts';
import {
  openSource,
  pictureChain,
  renderEdit,
  soundChain,
  takesPictures,
} from '#shared/media/edit/render-edit.ts';
import { steadyRate } from '#shared/media/plan-footage.ts';

/** ffmpeg's `atempo` keeps the pitch best between these. */
const TEMPO = { low: 0.5, high: 2 };

/** Filters for a tempo, each within the range in which one of them sounds well. */
function tempoFilters(factor: number): string[] {
  if (factor > TEMPO.high) return [`atempo=${TEMPO.high}`, ...tempoFilters(factor / TEMPO.high)];
  if (factor < TEMPO.low) return [`atempo=${TEMPO.low}`, ...tempoFilters(factor / TEMPO.low)];
  return [`atempo=${factor.toFixed(6)}`];
}

/** Makes a film or sound faster or slower. */
export const speed = defineEditingTool({
  name: 'speed',
  description: 'Make a film or sound faster or slower; voices keep their pitch.',
  input: z.strictObject({
    file: given('film or sound'),
    out: target('file to write'),
    factor: z.number().min(0.25).max(4).describe('2 is twice as fast, 0.5 half as fast'),
  }),
  output: EditResult,
  async work({ file, out, factor }, workshop) {
    const source = await openSource(workshop, file);
    const { video, audio, format, seconds } = source.facts;
    const pictures = takesPictures(out, source) ? 'encode' : 'none';
    const rate = video ? steadyRate(video) : '';
    const { result } = await renderEdit(workshop, {
      ...{ target: out, pictures, sound: audio !== undefined, source },
      wanted: { seconds: (pictures === 'none' ? (audio?.seconds ?? seconds) : seconds) / factor },
      inputs: [{ file, format }],
      chains: [
        ...(pictures === 'none'
          ? []
          : [pictureChain(source, 0, [`setpts=PTS/${factor}`, `fps=${rate}:start_time=0`])]),
        ...(audio ? [soundChain(0, tempoFilters(factor))] : []),
      ],
    });
    return result;
  },
});
