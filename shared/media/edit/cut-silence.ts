import * as z from 'zod';
import { AppError } from '#shared/errors.ts';
import { defineEditingTool, EditResult, given, target } from '#shared/media/edit/editing-tool.ts';
import {
  needSound,
  openSource,
  pictureChain,
  renderEdit,
  takesPictures,
} from '#shared/media/edit/render-edit.ts';
import type { Stretch } from '#shared/media/footage/divide-shots.ts';
import { findSilence } from '#shared/media/footage/find-silence.ts';
import { SAMPLE_RATE, STEREO_GRAPH } from '#shared/media/normalise-audio.ts';
import { framesPerSecond, steadyRate } from '#shared/media/plan-footage.ts';

/** More would make a graph that takes minutes to build; the shortest silences stay. */
const MOST_CUTS = 200;
/** Fades at each cut, so that it does not click. */
const FADE_SECONDS = 0.005;

/**
 * What is kept when silences are taken out but for `keep` seconds at each of their ends, in whole units of `perSecond`
 * (frames or samples), so that pictures and sound lose the same.
 */
export function keptStretches(
  silences: readonly Stretch[],
  { seconds, keep, perSecond }: { seconds: number; keep: number; perSecond: number },
): Stretch[] {
  const total = Math.round(seconds * perSecond);
  const cuts = [...silences]
    .sort((one, other) => other.to - other.from - (one.to - one.from))
    .slice(0, MOST_CUTS)
    .map(({ from, to }) => ({
      from: from <= 0 ? 0 : Math.ceil((from + keep) * perSecond),
      to: to >= seconds - 1 / perSecond ? total : Math.floor((to - keep) * perSecond),
    }))
    .filter(({ from, to }) => to > from)
    .sort((one, other) => one.from - other.from);
  const kept: Stretch[] = [];
  let at = 0;
  for (const { from, to } of cuts) {
    if (from > at) kept.push({ from: at, to: from });
    at = Math.max(at, to);
  }
  if (total > at) kept.push({ from: at, to: total });
  return kept;
}

/** Takes the silences out of a film or sound. */
export const cutSilence = defineEditingTool({
  name: 'cut-silence',
  description: 'Take the silences out of a film or sound.',
  input: z.strictObject({
    file: given('film or sound'),
    out: target('file to write'),
    threshold: z.number().min(-80).max(-10).default(-40).describe('dB below which it is silent'),
    minimum: z.number().min(0.1).max(60).default(0.6).describe('seconds that a silence lasts at least'),
    keep: z.number().min(0).max(5).default(0.15).describe('seconds to leave at each end of a silence'),
  }),
  output: EditResult.extend({ removedSeconds: z.number().nonnegative(), cuts: z.int().nonnegative() }),
  async work({ file, out, threshold, minimum, keep }, workshop) {
    const source = await openSource(workshop, file);
    const { format, video, seconds: whole } = source.facts;
    const heard = needSound(source).seconds;
    const pictures = takesPictures(out, source) ? 'encode' : 'none';
    const seconds = pictures === 'encode' ? whole : heard;
    const rate = video && pictures === 'encode' ? steadyRate(video) : String(SAMPLE_RATE);
    const perSecond = framesPerSecond(rate);
    const rule = { thresholdDb: threshold, minimumSeconds: minimum };
    const silences = await findSilence({ ...workshop, ...rule, file, format, seconds });
    const kept = keptStretches(silences, { seconds, keep, perSecond });
    if (kept.length === 0) throw new AppError('MEDIA_INVALID', 'There is nothing to be heard in it.');
    const left = kept.reduce((sum, { from, to }) => sum + to - from, 0) / perSecond;
    const choice = kept.map(({ from, to }) => `between(n,${from},${to - 1})`).join('+');
    const { result } = await renderEdit(workshop, {
      ...{ target: out, pictures, sound: true, source, wanted: { seconds: left } },
      inputs: [{ file, format }],
      chains: [
        ...(pictures === 'encode'
          ? [pictureChain(source, 0, [`select='${choice}'`, `setpts=N/(${rate})/TB`, `fps=${rate}`])]
          : []),
        soundOf(kept, perSecond),
      ],
    });
    return { ...result, removedSeconds: seconds - left, cuts: kept.length - 1 };
  },
});

/** Each stretch faded in and out, one after the other. */
function soundOf(kept: readonly Stretch[], perSecond: number): string {
  const pieces = kept.map((_, at) => `[k${at}]`).join('');
  const faded = kept.map(({ from, to }, at) => {
    const [start, end] = [from / perSecond, to / perSecond];
    const out = Math.max(0, end - start - FADE_SECONDS).toFixed(6);
    const fades = `afade=t=in:d=${FADE_SECONDS},afade=t=out:st=${out}:d=${FADE_SECONDS}`;
    const samples = [start, end].map((moment) => Math.round(moment * SAMPLE_RATE));
    return `[k${at}]atrim=start_sample=${samples[0]}:end_sample=${samples[1]},asetpts=PTS-STARTPTS,${fades}[f${at}]`;
  });
  const joined = kept.map((_, at) => `[f${at}]`).join('');
  const last = kept.at(-1)?.to ?? 0;
  const padded = `apad=whole_len=${Math.round((last / perSecond) * SAMPLE_RATE)}`;
  return [
    `[0:a:0]${STEREO_GRAPH},${padded},asplit=${kept.length}${pieces}`,
    ...faded,
    `${joined}concat=n=${kept.length}:v=0:a=1[a]`,
  ].join(';');
}
