import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { SegmentSpec } from '#shared/domain/render-plan.ts';
import type { Visual } from '#shared/domain/storyboard.ts';
import type { Timeline } from '#shared/domain/timeline.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import { FORMATS } from '#shared/render/formats/film-formats.ts';
import { joinSegments } from '#shared/render/join/join-segments.ts';
import { cpuOf } from '#tests/bench/cpu-seconds.ts';
import { drawFilm } from '#tests/bench/draw-film.ts';
import { type Measure, report } from '#tests/bench/measure.ts';
import { KINDS, planFilm, renderAll, scenesOf } from '#tests/bench/render-film.ts';
import { sampleTimeline } from '#tests/unit/shared/render/sample-film.ts';
import { type Harness, openHarness } from '#tests/unit/shared/render/step-harness.ts';

const LENGTHS = [10, 40, 160, 640];
const MEGABYTE = 1024 * 1024;

/** Runs some work and tells the most memory that this process and one of its children had meanwhile, in MB. */
async function peakOf(work: () => Promise<unknown>): Promise<{ own: number; child: number }> {
  // Linux sets its memory of the peak back to what is in use (proc(5), clear_refs).
  await writeFile('/proc/self/clear_refs', '5');
  let child = 0;
  const peak = async (pid: string) =>
    Number(/VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'latin1').catch(() => ''))?.[1] ?? 0) *
    1024;
  const watch = setInterval(async () => {
    const children = await readFile(`/proc/self/task/${process.pid}/children`, 'latin1');
    for (const pid of children.split(' ').filter(Boolean)) child = Math.max(child, await peak(pid));
  }, 50);
  await work().finally(() => clearInterval(watch));
  return { own: (await peak('self')) / MEGABYTE, child: child / MEGABYTE };
}

/** Joins rendered segments with silence as long as they are. */
async function join(
  { context, folder, save }: Harness,
  videos: readonly AssetRef[],
  frames: number,
): Promise<void> {
  const program = await context.ports.tools.ffmpeg();
  const job = { program, folder, signal: context.signal };
  const segments = videos.map((_, i) => `part-${i}.mp4`);
  for (const [i, video] of videos.entries()) await save(video, path.join(folder, segments[i] as string));
  await writeFile(path.join(folder, 'silence.raw'), new Uint8Array(Math.round((frames * 96_000) / 30)));
  const raw = ['-ar', '48000', '-ac', '1'];
  await runFfmpeg({
    ...job,
    timeoutMs: 120_000,
    inputs: [{ file: 'silence.raw', format: 's16le', options: raw }],
    outputs: [{ file: 'silence.m4a', options: ['-c:a', 'aac', '-f', 'mp4'] }],
  });
  const film = { segments, audio: 'silence.m4a', title: 'Bench', chapters: [], frames, film: 'film.mp4' };
  const format = FORMATS.mp4;
  joined = await cpuOf(() => joinSegments({ ...job, ...film, format }));
}
let joined = 0;

/** What was drawn for the film before is not what rendering this one takes. */
const collectGarbage = (): void => {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
};

/** Frames of a scene that grows in number, and of its transition. */
const [SHORT, OVERLAP] = [8, 2];
/** Scenes are drawn for so many and then come again at another place: drawing is not what is measured. */
const DRAWN = 20;

/** A film of so many scenes of a quarter of a second, as a draft: much of what it costs goes with the number of scenes. */
async function manyScenes({ assets }: Harness, count: number): Promise<Timeline> {
  const texts = Array.from({ length: DRAWN }, (_, i) => `Depth ${i}.`);
  const timeline = await sampleTimeline(assets, texts);
  const scenes = Array.from({ length: count }, (_, i): Timeline['scenes'][number] => {
    const scene = timeline.scenes[i % DRAWN] as Timeline['scenes'][number];
    return {
      ...scene,
      id: `scene-${i}`,
      startFrame: i * (SHORT - OVERLAP),
      frames: SHORT,
      transition: i === 0 ? { kind: 'cut', frames: 0 } : { kind: 'fade', frames: OVERLAP },
      layers: scene.layers.map((layer, at) => (at === 0 ? layer : { ...layer, y: i % 100 })),
    };
  });
  return { ...timeline, scenes, frames: count * (SHORT - OVERLAP) + OVERLAP };
}

/** CPU and memory of planning and rendering films of more and more scenes; a good minute of CPU. */
export async function benchRenderGrowth(): Promise<Measure[]> {
  const points: { scenes: number; cpu: number; peak: number }[] = [];
  for (const scenes of LENGTHS) {
    const harness = await openHarness();
    const timeline = await manyScenes(harness, scenes);
    collectGarbage();
    let cpu = 0;
    const { own } = await peakOf(async () => {
      cpu = await cpuOf(async () => renderAll(harness, await planFilm(harness, timeline)));
    });
    points.push({ scenes, cpu, peak: own });
    await harness.close();
  }
  const logs = points.map(({ scenes, cpu }) => [Math.log(scenes), Math.log(cpu)] as const);
  const mean = (at: 0 | 1) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
  const [mx, my] = [mean(0), mean(1)];
  const slope =
    logs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) /
    logs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
  process.stdout.write(
    points
      .map(({ scenes, cpu, peak }) => `${scenes} scenes: ${cpu.toFixed(1)} s, ${peak.toFixed(0)} MB\n`)
      .join(''),
  );
  const [first, last] = [points[1], points.at(-1)];
  return [
    { name: 'CPU over 10 to 640 scenes, slope', figure: slope, goal: 1.03, unit: '', atMost: true },
    {
      ...{ name: 'peak memory, 640 scenes ÷ 40 scenes', unit: '×', atMost: true },
      ...{ figure: (last?.peak ?? 0) / (first?.peak ?? 1), goal: 1.1 },
    },
  ];
}

/** What one changed scene of sixty costs, and what joining them costs, of rendering them all. */
async function redo(harness: Harness): Promise<Measure[]> {
  const names = Object.keys(KINDS);
  const visuals = Array.from({ length: 60 }, (_, i) => KINDS[names[i % names.length] as string] as Visual);
  const timeline = await drawFilm(harness, scenesOf(visuals), 'draft');
  const segments = await planFilm(harness, timeline);
  const changed: Timeline = structuredClone(timeline);
  const scene = changed.scenes[30] as Timeline['scenes'][number];
  scene.layers = scene.layers.slice(0, 2);
  const known = new Set(segments.map((segment) => JSON.stringify(segment)));
  const again = (await planFilm(harness, changed)).filter((segment) => !known.has(JSON.stringify(segment)));
  let videos: AssetRef[] = [];
  const all = await cpuOf(async () => {
    videos = await renderAll(harness, segments);
  });
  const some = await cpuOf(() => renderAll(harness, again));
  await join(harness, videos, timeline.frames);
  const share = (name: string, figure: number, goal: number): Measure => ({
    ...{ name, figure: 100 * figure, goal, unit: '%', atMost: true },
  });
  return [
    share('one of 60 scenes again ÷ all, CPU', some / all, 3.7),
    // Of a draft: at 1080p encoding takes five times as long and joining the same.
    share('joining ÷ rendering 60 scenes as a draft, CPU', joined / all, 5),
  ];
}

/** Memory of a segment of 4K. */
async function large(harness: Harness): Promise<Measure[]> {
  const timeline = await drawFilm(harness, scenesOf([KINDS.chart as Visual]), 'uhd');
  const [first] = await planFilm(harness, timeline);
  const segment: SegmentSpec = { ...(first as SegmentSpec), frames: 24 };
  const { own, child } = await peakOf(() => renderAll(harness, [segment]));
  const line = (name: string, figure: number, goal: number): Measure => ({
    ...{ name, figure, goal, unit: 'MB', digits: 0, atMost: true },
  });
  return [line('4K: memory of composing', own, 1024), line('4K: memory of encoding', child, 1024)];
}

/** How much of the cores is used while a film is rendered, as many segments side by side as there are cores. */
async function busy(harness: Harness): Promise<Measure[]> {
  const timeline = await drawFilm(harness, scenesOf([KINDS.statement, KINDS.chart, KINDS.list] as Visual[]));
  const segments = await planFilm(harness, timeline);
  const cores = availableParallelism();
  const begun = performance.now();
  const cpu = await cpuOf(() => renderAll(harness, segments, cores));
  const wall = (performance.now() - begun) / 1000;
  return [
    {
      name: `cores busy (true on a quiet machine only)`,
      figure: (100 * cpu) / wall / cores,
      goal: 90,
      unit: '%',
      atMost: false,
    },
  ];
}

/** What rendering costs when films change, and how it uses the machine; some two minutes of CPU. */
export async function benchRenderScaling(): Promise<Measure[]> {
  const harness = await openHarness();
  try {
    return [...(await busy(harness)), ...(await redo(harness)), ...(await large(harness))];
  } finally {
    await harness.close();
  }
}

if (import.meta.main) report(await benchRenderScaling());
