import * as z from 'zod';
import { AppError } from '#shared/errors.ts';
import { defineEditingTool, given, target, type Workshop } from '#shared/media/edit/editing-tool.ts';
import {
  needSound,
  openSource,
  pictureChain,
  renderEdit,
  type Source,
  soundChain,
  takesPictures,
  untouched,
} from '#shared/media/edit/render-edit.ts';
import { MediaFacts } from '#shared/media/media-facts.ts';
import { soundTimeoutMs } from '#shared/media/normalise-audio.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';

/** Loudness by EBU R 128: LUFS and dBTP; −70 and below is silence. */
const Levels = z.strictObject({ integrated: z.number(), truePeak: z.number() });
type Levels = z.infer<typeof Levels>;

/** Below the gate of R 128 there is nothing to measure. */
const SILENCE = -70;
/** What a coder of sound may put on top of a peak, in dB. */
const CODEC_HEADROOM = 0.5;
/** How far the result may be from what was asked for, in LU: R 128's own tolerance for live programmes. */
const TOLERANCE = 1;

async function measure(workshop: Workshop, source: Source): Promise<Levels> {
  const { format, seconds } = source.facts;
  const { log } = await runFfmpeg({
    ...{ ...workshop, timeoutMs: soundTimeoutMs(seconds) },
    inputs: [{ file: source.file, format }],
    filterGraph: '[0:a:0]ebur128=peak=true:framelog=verbose[heard]',
    outputs: [{ file: null, options: ['-map', '[heard]'] }],
  });
  const summary = log.slice(log.lastIndexOf('Summary:'));
  const [, integrated] = /^\s+I: +(-?[\d.]+) LUFS/m.exec(summary) ?? [];
  const [, peak] = /^\s+Peak: +(-?[\d.]+|-inf) dBFS/m.exec(summary) ?? [];
  if (integrated === undefined || peak === undefined) {
    throw new AppError('TOOL_FAILED', 'The loudness could not be measured.', { cause: log });
  }
  return { integrated: Number(integrated), truePeak: peak === '-inf' ? SILENCE : Number(peak) };
}

/** A gain and, at four times the sampling rate, a limiter that holds peaks between samples too. */
function levelFilters(gainDb: number, truePeak: number): string[] {
  const limit = 10 ** ((truePeak - CODEC_HEADROOM) / 20);
  return [
    `volume=${gainDb.toFixed(2)}dB`,
    'aresample=192000',
    `alimiter=limit=${limit.toFixed(4)}:level=false:attack=5:release=50:latency=1`,
    'aresample=48000',
  ];
}

/** Measures how loud a file is, and makes it as loud as wanted when there is a file to write. */
export const loudness = defineEditingTool({
  name: 'loudness',
  description: 'Measure how loud a film or sound is; with a file to write, bring it to a loudness.',
  input: z.strictObject({
    file: given('film or sound'),
    out: target('file to write').optional(),
    integrated: z.number().min(-40).max(-8).default(-14).describe('wanted loudness in LUFS'),
    truePeak: z.number().min(-9).max(-0.5).default(-1.5).describe('highest peak in dBTP'),
  }),
  output: z.strictObject({
    before: Levels,
    after: Levels.optional(),
    file: z.string().optional(),
    facts: MediaFacts,
  }),
  async work({ file, out, integrated, truePeak }, workshop) {
    const source = await openSource(workshop, file);
    const { seconds: heard } = needSound(source);
    const before = await measure(workshop, source);
    if (out === undefined) return { before, facts: source.facts };
    if (before.integrated <= SILENCE) throw new AppError('MEDIA_INVALID', 'There is nothing to be heard.');
    const pictures = takesPictures(out, source) ? untouched(out, source) : 'none';
    const filters = levelFilters(integrated - before.integrated, truePeak);
    const { result } = await renderEdit(workshop, {
      ...{ target: out, pictures, sound: true, source },
      wanted: { seconds: pictures === 'none' ? heard : source.facts.seconds },
      inputs: [{ file, format: source.facts.format }],
      chains: [...(pictures === 'encode' ? [pictureChain(source, 0, [])] : []), soundChain(0, filters)],
    });
    const after = await measure(workshop, result);
    // Peaks that had to be held make it quieter than asked for; that is told by the figures.
    const louder = after.integrated - integrated > TOLERANCE;
    if (louder || after.truePeak > truePeak + 0.3) {
      throw new AppError('TOOL_FAILED', 'The sound did not come out at the loudness that was asked for.', {
        cause: { before, after },
      });
    }
    return { ...result, before, after };
  },
});
