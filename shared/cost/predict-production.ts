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
/** Counted on films of ten scenes: processor time of everything but rendering, in ms of one core. */
const CPU_MS = { film: 12_000, scene: 500, second: 250 };
/** Units of the table, of which a step takes some 12 in all: claim, renewal, commit with events, progress. */
const WRITES_OF_A_STEP = 12;
const STEPS = { film: 16, scene: 4 };
/** Films come out longer than asked for, and steps are done twice. */
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
      { ...use, name: 'render-segments', invocations: batches, cpuMs: renderMs, calls: 12 * segments },
      {
        ...use,
        name: 'all others',
        invocations: 20 + 2 * batches,
        cpuMs: otherMs,
        calls: 12 * (steps - segments),
      },
    ],
    jobs: [],
    stateTransitions: 20 + 4 * batches,
    tableWrites: WRITES_OF_A_STEP * steps,
    tableReads: 2 * steps,
    objectPuts: 2 * steps,
    objectGets: 6 * steps,
    queueRequests: 0,
    fifoQueueRequests: 10,
    httpRequests: 20,
    liveMessages: 4 * steps,
    schedules: 0,
    logBytes: 2_000 * steps,
    traces: 1,
    keyRequests: steps,
  };
}
