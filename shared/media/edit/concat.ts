import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { AppError, errorCode } from '#shared/errors.ts';
import { copyingH264 } from '#shared/media/edit/convert.ts';
import {
  defineEditingTool,
  EditResult,
  givenList,
  target,
  type Workshop,
} from '#shared/media/edit/editing-tool.ts';
import { formatOf } from '#shared/media/edit/file-formats.ts';
import { joinSound } from '#shared/media/edit/join-sound.ts';
import { encodeAll, type JoinPlan, planJoin } from '#shared/media/edit/plan-join.ts';
import {
  needPictures,
  needSound,
  openSource,
  pictureChain,
  renderEdit,
  type Source,
} from '#shared/media/edit/render-edit.ts';
import { framesPerSecond } from '#shared/media/plan-footage.ts';
import { probeMedia } from '#shared/media/probe-media.ts';

type JoinedFilm = EditResult & { encoded: number };

/** Joins films or sounds. */
export const concat = defineEditingTool({
  name: 'concat',
  description: 'Join films or sounds; pictures that are alike are copied, only the others are encoded anew.',
  input: z.strictObject({
    files: givenList('films or sounds, in order', 100),
    out: target('file to write'),
  }),
  output: EditResult.extend({
    /** How many films were encoded anew; the others were copied. */
    encoded: z.int().nonnegative(),
  }),
  async work({ files, out }, workshop) {
    const sources: Source[] = [];
    for (const file of files) sources.push(await openSource(workshop, file));
    if (!formatOf(out).pictures) return { ...(await joinSounds(workshop, sources, out)), encoded: 0 };
    for (const source of sources) needPictures(source);
    return await copyingH264(out, workshop, (film) => joinAlike(workshop, sources, film));
  },
});

async function joinAlike(workshop: Workshop, sources: readonly Source[], out: string): Promise<JoinedFilm> {
  const plan = planJoin(
    sources.map(({ facts }) => facts),
    formatOf(out).copies,
  );
  try {
    return await joinFilms(workshop, sources, out, plan);
  } catch (error) {
    // Films that say the same of themselves may still not fit; then nothing is copied.
    if (!plan.copied.includes(true) || errorCode(error) !== 'TOOL_FAILED') throw error;
    return await joinFilms(workshop, sources, out, encodeAll(plan));
  }
}

async function joinSounds(workshop: Workshop, sources: readonly Source[], out: string): Promise<EditResult> {
  const seconds = sources.map((source) => needSound(source).seconds);
  const ends = seconds.map((_, at) => seconds.slice(0, at + 1).reduce((sum, one) => sum + one, 0));
  const sound = await joinSound(workshop, sources, ends);
  const { result } = await renderEdit(workshop, {
    ...{ target: out, pictures: 'none', sound: true, wanted: { seconds: ends.at(-1) ?? 0 } },
    source: { file: sound, facts: { ...(sources[0] as Source).facts, seconds: ends.at(-1) ?? 0 } },
    inputs: [soundInput(sound)],
    chains: ['[0:a]anull[a]'],
  });
  return result;
}

const soundInput = (file: string) =>
  ({ file, format: 's16le', options: ['-ar', '48000', '-ac', '2'] }) as const;

async function joinFilms(
  workshop: Workshop,
  sources: readonly Source[],
  out: string,
  plan: JoinPlan,
): Promise<JoinedFilm> {
  const parts = await encodeParts(workshop, sources, plan);
  const perSecond = framesPerSecond(plan.rate);
  const frames = parts.map(({ facts }) => facts.video?.frames ?? 0);
  const ends = frames.map((_, at) => frames.slice(0, at + 1).reduce((sum, one) => sum + one, 0) / perSecond);
  const seconds = ends.at(-1) ?? 0;
  await writeFile(path.join(workshop.folder, 'parts.ffconcat'), partList(parts, ends));
  const heard = sources.some(({ facts }) => facts.audio);
  const sound = heard ? await joinSound(workshop, sources, ends) : undefined;
  const { result } = await renderEdit(workshop, {
    ...{ target: out, pictures: 'copy', sound: heard, source: sources[0] as Source, wanted: { seconds } },
    inputs: [{ file: 'parts.ffconcat', format: 'concat' }, ...(sound ? [soundInput(sound)] : [])],
    chains: sound ? ['[1:a]anull[a]'] : [],
  });
  const total = frames.reduce((sum, one) => sum + one, 0);
  if (result.facts.video?.frames !== total || result.facts.video.variableRate) {
    throw new AppError('TOOL_FAILED', 'The films do not follow each other without a gap.', { cause: result });
  }
  return { ...result, encoded: plan.copied.filter((copied) => !copied).length };
}

/** The films as they are joined. When one that was encoded does not come out like those that are copied: `TOOL_FAILED`. */
async function encodeParts(
  workshop: Workshop,
  sources: readonly Source[],
  plan: JoinPlan,
): Promise<Source[]> {
  const { width, height, rate, copied } = plan;
  const fit = [
    `scale=${width}:${height}:force_original_aspect_ratio=decrease:force_divisible_by=2:flags=bicubic`,
    `pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2`,
    'setsar=1',
    `fps=${rate}:start_time=0`,
  ];
  const parts: Source[] = [];
  for (const [at, source] of sources.entries()) {
    if (copied[at]) {
      parts.push(source);
      continue;
    }
    const { result } = await renderEdit(workshop, {
      ...{ target: `part${at}.mp4`, pictures: 'encode', sound: false, source, wanted: { width, height } },
      inputs: [{ file: source.file, format: source.facts.format }],
      chains: [pictureChain(source, 0, fit)],
    });
    parts.push({ file: result.file, facts: await probeMedia({ ...workshop, file: result.file }) });
  }
  const kinds = new Set(parts.map(({ facts }) => facts.video?.configuration));
  if (kinds.size > 1) throw new AppError('TOOL_FAILED', 'The films cannot be joined by copying.');
  return parts;
}

/** Durations are differences of rounded sums, so that rounding never adds up. */
function partList(parts: readonly Source[], ends: readonly number[]): string {
  const micros = ends.map((end) => Math.round(end * 1e6));
  const lines = parts.map(
    ({ file }, at) =>
      `file '${file}'\nduration ${(((micros[at] ?? 0) - (micros[at - 1] ?? 0)) / 1e6).toFixed(6)}`,
  );
  return `ffconcat version 1.0\n${lines.join('\n')}\n`;
}
