import type { OperationCounts } from '#shared/cost/count.ts';
import { infrastructureCost, totalUsd } from '#shared/cost/infrastructure-cost.ts';
import type { BriefOptions } from '#shared/domain/brief.ts';
import { FPS } from '#shared/domain/timeline.ts';
import { functionBatches } from '#shared/render/plan/divide-segments.ts';
import { renderCpuMs } from '#shared/render/plan/render-effort.ts';
import { frameSize } from '#shared/scenes/frame.ts';
import { sceneBatches } from '#shared/scenes/plan-batches.ts';

/** What a production may be of which only its options are known. */
export type FilmOptions = Pick<BriefOptions, 'duration' | 'aspect' | 'quality'>;

/** A scene is 2 to 8 seconds long. */
const SECONDS_OF_A_SCENE = 5;
/**
 * Processor time of everything but rendering, in ms of one core, of a film, each scene and each second: steps as a film of
 * ten scenes took them, and 300 ms for each start of a function that has not run yet, 16 of a film and 5 of three scenes.
 */
const CPU_MS = { film: 6_000, scene: 900, second: 150 };
/** Steps beside the segments. */
const STEPS = { film: 17, scene: 2 };
/**
 * Of a step: a claim, its start, its result with an event in a transaction, its progress, notes of its assets; the journal,
 * which each function reads from its beginning; assets kept and read: counted on the same film, all of it by its 56 steps.
 */
const OF_A_STEP = {
  tableWrites: 9.5,
  tableReads: 8.5,
  puts: 1.5,
  gets: 2.5,
  calls: 13.5,
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
  // A scene and the transition into it, 8 seconds at most.
  const segments = scenes;
  const making = sceneBatches(scenes).length;
  const rendering = functionBatches(segments).length;
  const steps = STEPS.film + STEPS.scene * scenes + segments;
  const renderMs = renderCpuMs({ ...frameSize(options), quality, frames: duration * FPS });
  const otherMs = CPU_MS.film + CPU_MS.scene * scenes + CPU_MS.second * duration;
  const use = { architecture: 'x86_64', memoryMiB: 1769 } as const;
  return {
    functions: [
      {
        ...use,
        name: 'render-segments',
        invocations: rendering,
        cpuMs: renderMs,
        calls: OF_A_STEP.calls * segments,
      },
      {
        ...use,
        name: 'all others',
        invocations: 20 + 2 * making,
        cpuMs: otherMs,
        calls: OF_A_STEP.calls * (steps - segments),
      },
    ],
    jobs: [],
    stateTransitions: 19 + 2 * making + rendering,
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
    // One for the run, and one for each second in which the table's stream starts a function.
    traces: 50,
    // Keys of the table and the buckets are kept for minutes by those who use them.
    keyRequests: 50,
  };
}
