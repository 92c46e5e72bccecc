import { stat } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type { SegmentSpec } from '#shared/domain/render-plan.ts';
import type { Visual } from '#shared/domain/storyboard.ts';
import { cpuOf, median } from '#tests/bench/cpu-seconds.ts';
import { drawFilm } from '#tests/bench/draw-film.ts';
import { type Measure, report } from '#tests/bench/measure.ts';
import { renderAsEditly, renderAsMoviePy } from '#tests/bench/reference-renderers.ts';
import { dumpFrames, encodeOnly, KINDS, planFilm, renderAll, scenesOf } from '#tests/bench/render-film.ts';
import { type Harness, openHarness } from '#tests/unit/shared/render/step-harness.ts';

const ROUNDS = 3;
const ROUNDS_OF_A_KIND = 1;
const GOAL = 1.15;
/** A film of ordinary scenes. */
const FILM = ['statement', 'chart', 'list', 'number'];

/** CPU seconds of rendering and of encoding its frames alone, each the median of interleaved rounds, and of other ways, once each. */
async function measureFilm(
  harness: Harness,
  visuals: readonly Visual[],
  rounds: number,
  others: Record<string, (segments: readonly SegmentSpec[]) => Promise<unknown>> = {},
) {
  const timeline = await drawFilm(harness, scenesOf(visuals));
  const segments = await planFilm(harness, timeline);
  await dumpFrames(harness, segments, 'frames.yuv');
  const { size } = await stat(path.join(harness.folder, 'frames.yuv'));
  if (size !== (timeline.width * timeline.height * 3 * timeline.frames) / 2)
    throw new Error('Frames are missing.');
  const ways = {
    render: () => renderAll(harness, segments),
    pure: () => encodeOnly(harness, 'frames.yuv', timeline),
    ...Object.fromEntries(Object.entries(others).map(([name, run]) => [name, () => run(segments)])),
  };
  const cpu: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(ways)) {
      if (round > 0 && Object.hasOwn(others, name)) continue;
      const all = cpu[name] ?? [];
      cpu[name] = all;
      all.push(await cpuOf(run));
    }
  }
  const medians = Object.fromEntries(Object.entries(cpu).map(([name, all]) => [name, median(all)]));
  const { render = 0, pure = 0, ...rest } = medians;
  return { frames: timeline.frames, render, pure, rest };
}

/**
 * CPU of rendering a film at 1080p over that of x264 alone on the very frames that it was given, beside two other ways of
 * making the same film; then the same of each kind of visual, as a scene of its own.
 */
export async function benchRenderEfficiency(): Promise<Measure[]> {
  const harness = await openHarness();
  try {
    const { frames, render, pure, rest } = await measureFilm(
      harness,
      FILM.map((name) => KINDS[name] as Visual),
      ROUNDS,
      {
        editly: (segments) => renderAsEditly(harness, segments),
        moviepy: (segments) => renderAsMoviePy(harness, segments),
      },
    );
    const line = (name: string, figure: number, goal: number, atMost = true): Measure => ({
      name,
      figure,
      goal,
      unit: '×',
      atMost,
    });
    const measures = [
      line('render CPU ÷ x264 CPU', render / pure, GOAL),
      line('editly-style (RGBA frames) ÷ x264 CPU', (rest.editly ?? 0) / pure, render / pure, false),
      line('MoviePy-style (rgb24 frames) ÷ x264 CPU', (rest.moviepy ?? 0) / pure, render / pure, false),
      { ...line('frames per CPU second', frames / render, 40, false), unit: 'frames/s' },
    ];
    for (const [name, visual] of Object.entries(KINDS)) {
      const kind = await measureFilm(harness, [visual], ROUNDS_OF_A_KIND);
      const each = (seconds: number) => `${((1000 * seconds) / kind.frames).toFixed(1)} ms`;
      process.stdout.write(`${name}: ${each(kind.render)} a frame, x264 alone ${each(kind.pure)}\n`);
      // A scene alone pays for its start with a hundred frames; a film spreads that.
      measures.push(line(`a scene of kind ${name}`, kind.render / kind.pure, GOAL + 0.1));
    }
    return measures;
  } finally {
    await harness.close();
  }
}

if (import.meta.main) report(await benchRenderEfficiency());
