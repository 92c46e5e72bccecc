import type { OperationCounts } from '#shared/cost/count.ts';
import { infrastructureCost, totalUsd } from '#shared/cost/infrastructure-cost.ts';
import type { BriefOptions } from '#shared/domain/brief.ts';
import { FPS } from '#shared/domain/timeline.ts';
import { renderCpuMs } from '#shared/render/plan/render-effort.ts';
import { frameSize } from '#shared/scenes/frame.ts';
import { MAX_BATCHES } from '#shared/scenes/plan-batches.ts';

/** What a production may be of which only its options are known. */
export type FilmOptions = Pick<BriefOptions, 'duration' | 'aspect' | 'quality'>;

/** A scene is 2 to 8 seconds long. */
const SECONDS_OF_A_SCENE = 5;
/** A segment is 8 seconds long at most, and each scene has one more, the cross-fade into it. */
const SEGMENTS_OF_A_SCENE = 2;
/**
 * Processor time of everything but rendering, in ms of one core, of a film, each scene and each second: steps as a film of
 * twelve scenes took them, and 300 ms for each start of a function that has not run yet, 16 of a film and 3 of a scene.
 */
const CPU_MS = { film: 6_000, scene: 1_300, second: 150 };
/** Steps beside the segments. */
const STEPS = { film: 17, scene: 2 };
/**
 * Of a step: a claim, its start, its result with an event, its progress, written in transactions; assets kept and read,
 * counted on the same film.
 */
const OF_A_STEP = {
  tableWrites: 17,
  tableReads: 4,
  puts: 3,
  gets: 5,
  calls: 12,
  logBytes: 2_000,
  liveMessages: 3,
};
/** Films come out longer than asked for, and steps may be done twice. */
const MARGIN = 1.5;

/**
 * What a production is expected to cost on AWS, in millionths of a US dollar, rounded up, with a margin of a half: so much
 * is set aside in the budget until the real figure is known. Calls of models and paid voices are not in it.
 */
export function predictProductionMicroUsd(options: FilmOptions): number {
  return Math.ceil(totalUsd(infrastructureCost(expectedCounts(options))) * MARGIN * 1e6);
}

/** The operations that a production is expected to take, all of it done by functions. */
export function expectedCounts(options: FilmOptions): OperationCounts {
  const { duration, quality } = options;
  const scenes = Math.ceil(duration / SECONDS_OF_A_SCENE);
  const batches = Math.min(scenes, MAX_BATCHES);
  const segments = scenes * SEGMENTS_OF_A_SCENE;
  const steps = STEPS.film + STEPS.scene * scenes + segments;
  const renderMs = renderCpuMs({ ...frameSize(options), quality, frames: duration * FPS });
  const otherMs = CPU_MS.film + CPU_MS.scene * scenes + CPU_MS.second * duration;
  const use = { architecture: 'x86_64', memoryMiB: 1769 } as const;
  return {
    functions: [
      {
        ...use,
        name: 'render-segments',
        invocations: batches,
        cpuMs: renderMs,
        calls: OF_A_STEP.calls * segments,
      },
      {
        ...use,
        name: 'all others',
        invocations: 20 + 2 * batches,
        cpuMs: otherMs,
        calls: OF_A_STEP.calls * (steps - segments),
      },
    ],
    jobs: [],
    stateTransitions: 19 + 3 * batches,
    tableWrites: OF_A_STEP.tableWrites * steps,
    tableReads: OF_A_STEP.tableReads * steps,
    objectPuts: OF_A_STEP.puts * steps,
    objectGets: OF_A_STEP.gets * steps,
    queueRequests: 0,
    fifoQueueRequests: 10,
    httpRequests: 20,
    liveMessages: OF_A_STEP.liveMessages * steps,
    schedules: 0,
    logBytes: OF_A_STEP.logBytes * steps,
    traces: 1,
    // Keys of the table and the buckets are kept for minutes by those who use them.
    keyRequests: 50,
  };
}
