import { AssetRef } from '#shared/domain/asset.ts';
import { SegmentSpecs } from '#shared/domain/render-plan.ts';
import type { Storyboard } from '#shared/domain/storyboard.ts';
import { FPS, Timeline } from '#shared/domain/timeline.ts';
import { functionBatches } from '#shared/render/plan/divide-segments.ts';
import { planRenderStep } from '#shared/render/plan/plan-render-step.ts';
import { renderCpuMs } from '#shared/render/plan/render-effort.ts';
import { renderSegmentStep } from '#shared/render/segment/render-segment-step.ts';
import { batchOf } from '#shared/scenes/plan-batches.ts';
import { cpuOf } from '#tests/bench/cpu-seconds.ts';
import { drawFilm } from '#tests/bench/draw-film.ts';
import { type Measure, report } from '#tests/bench/measure.ts';
import { type Harness, openHarness } from '#tests/unit/shared/render/step-harness.ts';

const FAN_OUT = 12;
/** Of a function that has not run yet: its machine, Node, the bundle, and ffmpeg out of the layer; in seconds. */
const COLD_START = 1.5;
/** Step Functions, from the end of one task to the beginning of the next. */
const DISPATCH = 0.2;
/** For each segment five calls of the table, three reads and one write of S3, one after the other. */
const STORES_OF_A_SEGMENT = 5 * 0.01 + 4 * 0.05;
/** The function that joins: cold too; it fetches the segments, copies 30 MB and keeps the film. */
const JOIN = COLD_START + 1.5;

const SUBJECTS = ['ocean', 'desert', 'forest', 'mountain', 'river', 'glacier'];

function visual(at: number, subject: string): Storyboard['scenes'][number]['visual'] {
  if (at % 2 === 0)
    return { kind: 'statement', text: `Fewer people know this ${subject}`, emphasis: [subject] };
  const points = [
    { label: 'Sunlight', value: 200 + at },
    { label: 'Twilight', value: 1000 },
    { label: 'Midnight', value: 4000 },
  ];
  return { kind: 'chart', chart: 'bar', title: `Depths of the ${subject}`, unit: 'm', points };
}

/** Scenes of about five seconds, statements and charts in turn, a minute in all. */
const SCENES: Storyboard['scenes'] = Array.from({ length: 12 }, (_, at) => {
  const subject = SUBJECTS[at % SUBJECTS.length] as string;
  return {
    id: `scene-${String(at + 1).padStart(3, '0')}`,
    narration: `Number ${at + 1}: more people have walked on the moon than have seen the deepest place of the ${subject}.`,
    visual: visual(at, subject),
    lines: [],
  };
});

/** A film and the processor time, in seconds, of each of its segments in order. */
interface Measured {
  timeline: Timeline;
  cpu: number[];
}

async function measure(harness: Harness, quality: 'draft' | 'standard'): Promise<Measured> {
  const { context } = harness;
  const timeline = await drawFilm(harness, SCENES, quality);
  const plan = await planRenderStep.run({ timeline: await context.writeJson(Timeline, timeline) }, context);
  const segments = await context.readJson(SegmentSpecs, AssetRef.parse(plan.segments));
  const cpu: number[] = [];
  for (const segment of segments)
    cpu.push(await cpuOf(async () => renderSegmentStep.run({ segment }, context)));
  if (segments.reduce((sum, { frames }) => sum + frames, 0) !== timeline.frames)
    throw new Error('Frames are missing.');
  return { timeline, cpu };
}

/** Seconds until the last of the batches is done, each on the lane that is free first. */
function onLanes(seconds: readonly number[], lanes: number): number {
  const free = new Array<number>(lanes).fill(0);
  for (const length of seconds) {
    const soonest = free.indexOf(Math.min(...free));
    free[soonest] = (free[soonest] as number) + length;
  }
  return Math.max(...free);
}

/**
 * How long a film of a minute would take on AWS from its plan to the joined film: measured processor time of its segments on
 * this machine, laid on twelve functions of one vCPU each, and the overheads named above, which are not measured.
 */
export async function benchWallTime(): Promise<Measure[]> {
  const harness = await openHarness();
  try {
    const { timeline, cpu } = await measure(harness, 'standard');
    const batches = functionBatches(cpu.length).map((batch) =>
      batchOf(cpu, batch).reduce((sum, seconds) => sum + seconds + STORES_OF_A_SEGMENT, 0),
    );
    const minutes = timeline.frames / FPS / 60;
    const rendering = onLanes(batches, FAN_OUT);
    const whole = COLD_START + DISPATCH + rendering + DISPATCH + JOIN;
    const draft = await measure(harness, 'draft');
    const line = (name: string, figure: number, goal: number, unit: string, atMost = true): Measure => ({
      name,
      figure,
      goal,
      unit,
      atMost,
    });
    const ratio = ({ timeline: film, cpu: measured }: Measured) =>
      (1000 * measured.reduce((sum, seconds) => sum + seconds, 0)) / renderCpuMs(film);
    process.stdout.write(
      `Reckoned, not measured: ${COLD_START} s to start a function, ${DISPATCH} s between tasks, ` +
        `${STORES_OF_A_SEGMENT} s of stores for a segment, ${JOIN} s to join.\n`,
    );
    return [
      line('length of the film', minutes, 0.9, 'min', false),
      line(`wall of a finished minute, ${FAN_OUT} functions`, whole / minutes, 10, 's'),
      line('of it rendering', rendering / minutes, 6, 's'),
      line('measured ÷ reckoned CPU, standard, not more', ratio({ timeline, cpu }), 1.5, '×'),
      line('measured ÷ reckoned CPU, standard, not less', ratio({ timeline, cpu }), 0.5, '×', false),
      line('measured ÷ reckoned CPU, draft, not more', ratio(draft), 1.5, '×'),
      line('measured ÷ reckoned CPU, draft, not less', ratio(draft), 0.5, '×', false),
    ];
  } finally {
    await harness.close();
  }
}

if (import.meta.main) report(await benchWallTime());
