import { open } from 'node:fs/promises';
import path from 'node:path';
import { AssetRef } from '#shared/domain/asset.ts';
import { TenantId } from '#shared/domain/identity.ts';
import { type SegmentSpec, SegmentSpecs } from '#shared/domain/render-plan.ts';
import type { Storyboard, Visual } from '#shared/domain/storyboard.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import { planRenderStep } from '#shared/render/plan/plan-render-step.ts';
import { composeSegment, type FrameSource } from '#shared/render/segment/compose-segment.ts';
import { pictureLoader } from '#shared/render/segment/load-pictures.ts';
import { renderSegmentStep } from '#shared/render/segment/render-segment-step.ts';
import { registerFonts } from '#shared/scenes/text/fonts.ts';
import type { Harness } from '#tests/unit/shared/render/step-harness.ts';

const WORDS = 'More people have walked on the moon than have seen the deepest place of the ocean.';

/** One visual of each kind that is drawn from words and figures. */
export const KINDS: Record<string, Visual> = {
  title: { kind: 'title', title: 'The deep ocean', subtitle: 'Why we know so little about it' },
  statement: { kind: 'statement', text: 'Fewer people have been there than on the moon', emphasis: ['moon'] },
  number: { kind: 'number', display: '10,935 m', label: 'depth of the Challenger Deep' },
  quote: { kind: 'quote', text: 'The sea, once it casts its spell, holds one forever.', source: 'A diver' },
  list: { kind: 'list', heading: 'What lives below', items: ['Anglerfish', 'Giant squid', 'Sea cucumbers'] },
  timeline: {
    kind: 'timeline',
    heading: 'The way down',
    events: [
      { when: '1960', what: 'Trieste' },
      { when: '2012', what: 'Deepsea Challenger' },
      { when: '2019', what: 'Limiting Factor' },
    ],
  },
  chart: {
    kind: 'chart',
    chart: 'bar',
    title: 'Where the light ends',
    unit: 'm',
    points: [
      { label: 'Sunlight', value: 200 },
      { label: 'Twilight', value: 1000 },
      { label: 'Midnight', value: 4000 },
      { label: 'Abyss', value: 6000 },
    ],
  },
  terms: { kind: 'terms', centre: 'Pressure', terms: ['Depth', 'Weight', 'Water'] },
};

/** Scenes of some four and a half seconds, each of a kind. */
export function scenesOf(visuals: readonly Visual[]): Storyboard['scenes'] {
  return visuals.map((visual, i) => ({
    id: `scene-${String(i + 1).padStart(3, '0')}`,
    narration: WORDS,
    visual,
    lines: [],
  }));
}

/** The segments of a film. */
export async function planFilm({ context }: Harness, timeline: Timeline): Promise<SegmentSpec[]> {
  const ref = await context.writeJson(Timeline, timeline);
  const plan = await planRenderStep.run({ timeline: ref }, context);
  return await context.readJson(SegmentSpecs, AssetRef.parse(plan.segments));
}

let rounds = 0;

/** Renders segments, `atOnce` side by side, for a tenant of its own, so that nothing decoded in another round is used again. */
export async function renderAll(
  harness: Harness,
  segments: readonly SegmentSpec[],
  atOnce = 1,
): Promise<AssetRef[]> {
  const context = { ...harness.context, tenant: TenantId.parse(`round-${rounds++}`) };
  const videos: AssetRef[] = [];
  const waiting = [...segments.entries()];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, segment] = next;
      videos[at] = AssetRef.parse((await renderSegmentStep.run({ segment }, context)).video);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return videos;
}

/** Makes a segment ready to give its frames. */
export async function openFrames(
  { context, assets, save, folder }: Harness,
  segment: SegmentSpec,
): Promise<FrameSource> {
  await registerFonts(context.ports.tools);
  const program = await context.ports.tools.ffmpeg();
  const tools = { program, folder, signal: context.signal, copy: save };
  return await composeSegment(segment, pictureLoader(assets, context.tenant), tools);
}

/** Writes the very frames that the encoder is given, as yuv420p, to a file. */
export async function dumpFrames(
  harness: Harness,
  segments: readonly SegmentSpec[],
  file: string,
): Promise<void> {
  const target = await open(path.join(harness.folder, file), 'w');
  for (const segment of segments) {
    const source = await openFrames(harness, segment);
    for (let frame = 0; frame < segment.frames; frame++) await target.write(await source.frame(frame));
    await source.close();
  }
  await target.close();
}

/** x264 as `shared/render/segment/encode-options.ts` has it. */
export const X264 = [
  ...['-an', '-c:v', 'libx264', '-profile:v', 'high', '-preset', 'veryfast', '-crf', '20', '-g', '120'],
];

/** Encodes a file of frames and does nothing else: what no way of making a film can do without. */
export async function encodeOnly(
  { context, folder }: Harness,
  file: string,
  { width, height }: { width: number; height: number },
  threads = 1,
): Promise<void> {
  const raw = ['-pix_fmt', 'yuv420p', '-video_size', `${width}x${height}`, '-framerate', '30'];
  await runFfmpeg({
    program: await context.ports.tools.ffmpeg(),
    folder,
    timeoutMs: 600_000,
    signal: context.signal,
    inputs: [{ file, format: 'rawvideo', options: raw }],
    outputs: [{ file: 'pure.mp4', options: [...X264, '-threads', String(threads), '-f', 'mp4'] }],
  });
}
