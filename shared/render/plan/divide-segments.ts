import type { LaneEstimate } from '#shared/render/plan/estimate-lanes.ts';
import { type Batch, planBatches } from '#shared/scenes/plan-batches.ts';

/** Functions that gather what jobs have rendered: each finds a segment done in some 0.1 s. */
const GATHERING = 8;

/** The batches of `count` segments that functions render side by side: a segment each, as long as there are functions. */
export function functionBatches(count: number): Batch[] {
  return planBatches(count);
}

/** Divides `count` segments into the jobs of the lane, if it has any, and into the batches of functions after them. */
export function divideSegments(
  { lane, jobs }: Pick<LaneEstimate, 'lane' | 'jobs'>,
  count: number,
): { batches: Batch[]; jobs: Batch[] } {
  if (lane === 'functions') return { batches: functionBatches(count), jobs: [] };
  return {
    batches: planBatches(count, Math.ceil(count / GATHERING)),
    jobs: planBatches(count, Math.ceil(count / jobs)),
  };
}
