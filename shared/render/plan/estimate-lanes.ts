import { jobUsd } from '#shared/cost/infrastructure-cost.ts';
import { PRICES } from '#shared/cost/prices.ts';
import type { RenderLane } from '#shared/ports/runtime.ts';
import { functionBatches } from '#shared/render/plan/divide-segments.ts';
import { type RenderedFrames, renderCpuMs } from '#shared/render/plan/render-effort.ts';

/** What rendering a film on one lane is expected to take. */
export interface LaneEstimate {
  lane: RenderLane;
  /** From the plan to the last segment. */
  seconds: number;
  usd: number;
  /** Jobs that it is divided into; 0 for functions. */
  jobs: number;
}

/** A function of one vCPU, as the row `render-segments` of the manifest has it; it starts in about 1.5 s. */
export const FUNCTION = { gib: 1769 / 1024, startSeconds: 1.5 };

/**
 * Machines as the rows of the manifest have them. A Fargate task starts in about 30 s, a machine with a GPU in some four
 * minutes (https://docs.aws.amazon.com/batch/latest/userguide/when-to-use-fargate.html). One process composes on one
 * thread, which takes a good quarter of the work, so that it keeps some 3.5 cores busy; with a GPU only the composing is
 * left, and with it the same share of the time.
 */
export const MACHINES = {
  jobs: { machine: 'fargate-spot', vcpus: 4, memoryMiB: 8192, startSeconds: 35, speed: 3.5 },
  'gpu-jobs': { machine: 'gpu-spot', vcpus: 4, memoryMiB: 14_336, startSeconds: 240, speed: 3.5 },
} as const;

/** Batch wants jobs of three to five minutes: shorter ones are mostly start, longer ones lose more to an interruption. */
const LONGEST_JOB_SECONDS = 300;
/** Bounds the history of a run. */
const MAX_JOBS = 10;

/** What each of the lanes would take for a film of so many segments and frames. */
export function estimateLanes(
  film: RenderedFrames & { segments: number },
  lanes: readonly RenderLane[],
): LaneEstimate[] {
  const cpuSeconds = renderCpuMs(film) / 1000;
  return lanes.map((lane) => {
    if (lane === 'functions') return byFunctions(cpuSeconds, film.segments);
    const { startSeconds, speed, ...machine } = MACHINES[lane];
    const busy = cpuSeconds / speed;
    const jobs = Math.min(Math.ceil(busy / LONGEST_JOB_SECONDS), MAX_JOBS, film.segments);
    const machineMs = (busy + jobs * startSeconds) * 1000;
    return { lane, jobs, seconds: startSeconds + busy / jobs, usd: jobUsd({ ...machine, jobs, machineMs }) };
  });
}

function byFunctions(cpuSeconds: number, segments: number): LaneEstimate {
  const atOnce = functionBatches(segments).length;
  const billed = cpuSeconds + atOnce * FUNCTION.startSeconds;
  return {
    lane: 'functions',
    jobs: 0,
    seconds: FUNCTION.startSeconds + cpuSeconds / atOnce,
    usd: billed * FUNCTION.gib * PRICES.lambdaX86.usd + atOnce * PRICES.lambdaRequest.usd,
  };
}
