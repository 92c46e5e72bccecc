import type { RenderLane } from '#shared/ports/runtime.ts';
import type { LaneEstimate } from '#shared/render/plan/estimate-lanes.ts';

/** A lane, and a sentence that says why with the seconds and dollars of each. */
export interface ChosenLane extends LaneEstimate {
  why: string;
}

/** What a second of waiting for the film is held to be worth, in US dollars: 36 cents an hour. */
const USD_OF_A_SECOND = 0.0001;

const NAMES: Record<RenderLane, string> = {
  functions: 'functions side by side',
  jobs: 'jobs on machines',
  'gpu-jobs': 'jobs on machines with a GPU',
};

/**
 * The lane on which money and waiting together cost least; of equal ones the first. Functions win for short films, for a
 * machine takes longer to start than they take to render; machines win for long ones, for their processors cost a sixth.
 * Throws a `RangeError` without any estimate.
 */
export function chooseLane(estimates: readonly LaneEstimate[]): ChosenLane {
  const [first, ...others] = estimates;
  if (!first) throw new RangeError('There is no lane to choose from.');
  const best = others.reduce((a, b) => (weight(b) < weight(a) ? b : a), first);
  const rest = estimates.filter(({ lane }) => lane !== best.lane).map(inWords);
  const compared = rest.length === 0 ? 'the only way here' : `against ${rest.join(', ')}`;
  return { ...best, why: `Rendered by ${inWords(best)}; ${compared}.` };
}

function weight({ seconds, usd }: LaneEstimate): number {
  return usd + seconds * USD_OF_A_SECOND;
}

function inWords({ lane, seconds, usd }: LaneEstimate): string {
  return `${NAMES[lane]} in about ${Math.ceil(seconds)} s for $${usd.toFixed(4)}`;
}
