import { type Features, shrinkFeatures } from '#shared/providers/speech/align/features.ts';

/** How the frames of one sound lie in another. */
export interface Warp {
  /** For each frame of the first sound the mean frame of the second that belongs to it. */
  partners: Float64Array;
  /** Mean distance of frames along the path: lower where the sounds are more alike. */
  cost: number;
}

/** Pairs of frames above which a coarse alignment first narrows what is looked at; its table takes one byte for each. */
const MOST_CELLS = 4_000_000;
const COARSER = 4;
/** Frames to both sides of the coarse path that are looked at: 0.6 s, at 10 ms a frame. */
const BAND = 60;
/**
 * What a step costs that moves in one sound only while somebody speaks. Unlike frames lie 5 to 8 apart. Without it whole
 * words are squeezed into one frame: p95 of the error was 578 ms for another voice, and is 45 ms with it.
 */
const SIDE_STEP = 4;
/** A frame is a pause below this share of the way from the quietest frames to the loud ones. */
const QUIET = 0.35;

const BOTH = 0;
const FIRST = 1;
const SECOND = 2;

/**
 * Aligns two sounds by dynamic time warping (Sakoe and Chiba 1978); pauses may be of any length in either. Long sounds are
 * aligned coarsely first (Salvador and Chan 2007), so that time and memory grow with their length and not with its square.
 */
export function warp(first: Features, second: Features): Warp {
  const bounds = boundsOf(first, second);
  const { steps, total } = fillTable(first, second, bounds);
  const path = backtrack(steps, bounds);
  return { partners: meanPartners(path, first.frames), cost: total / (first.frames + second.frames) };
}

type Bounds = readonly (readonly [from: number, to: number])[];

/** Which frames of the second are looked at for each of the first. */
function boundsOf(first: Features, second: Features): Bounds {
  const last = second.frames - 1;
  if (first.frames * second.frames <= MOST_CELLS)
    return Array.from({ length: first.frames }, () => [0, last]);
  const { partners } = warp(shrinkFeatures(first, COARSER), shrinkFeatures(second, COARSER));
  const middle = (i: number) =>
    ((partners[Math.min(partners.length - 1, Math.max(0, Math.floor(i / COARSER)))] as number) + 0.5) *
    COARSER;
  return Array.from({ length: first.frames }, (_, i) => {
    const around = [middle(i - COARSER), middle(i), middle(i + COARSER)];
    const from = i === 0 ? 0 : Math.max(0, Math.floor(Math.min(...around)) - BAND);
    const to = Math.min(last, Math.ceil(Math.max(...around)) + BAND);
    return [Math.min(from, last), i === first.frames - 1 ? last : to];
  });
}

/** From which neighbour the cheapest path comes, for each pair within the bounds. */
function fillTable(
  first: Features,
  second: Features,
  bounds: Bounds,
): { steps: Uint8Array[]; total: number } {
  const pauses = pausesOf(first);
  const otherPauses = pausesOf(second);
  let previous = new Float64Array(0);
  let [previousFrom, previousTo] = [0, -1];
  const above = (j: number) =>
    j >= previousFrom && j <= previousTo ? (previous[j - previousFrom] as number) : Number.POSITIVE_INFINITY;
  const steps = bounds.map(([from, to], i) => {
    const row = new Uint8Array(to - from + 1);
    const costs = new Float64Array(to - from + 1);
    const aside = pauses[i] ? 0 : SIDE_STEP;
    let left = Number.POSITIVE_INFINITY;
    for (let j = from; j <= to; j++) {
      const distance = frameDistance(first, i, second, j);
      const both = i === 0 && j === 0 ? distance : above(j - 1) + 2 * distance;
      const onlyFirst = above(j) + distance + aside;
      const onlySecond = left + distance + (otherPauses[j] ? 0 : SIDE_STEP);
      left = Math.min(both, onlyFirst, onlySecond);
      costs[j - from] = left;
      row[j - from] = left === both ? BOTH : left === onlyFirst ? FIRST : SECOND;
    }
    previous = costs;
    [previousFrom, previousTo] = [from, to];
    return row;
  });
  return { steps, total: previous.at(-1) ?? 0 };
}

function frameDistance(first: Features, i: number, second: Features, j: number): number {
  const { width } = first;
  const [a, b] = [i * width, j * width];
  let sum = 0;
  for (let k = 0; k < width; k++) {
    const difference = (first.values[a + k] as number) - (second.values[b + k] as number);
    sum += difference * difference;
  }
  return Math.sqrt(sum);
}

/** Frames in which nobody speaks; loudness is the first number of each frame. */
function pausesOf({ frames, width, values }: Features): boolean[] {
  const loudness = Array.from({ length: frames }, (_, i) => values[i * width] as number);
  const sorted = [...loudness].sort((a, b) => a - b);
  const low = sorted[Math.floor(frames * 0.02)] ?? 0;
  const high = sorted[Math.floor(frames * 0.8)] ?? 0;
  return loudness.map((level) => level < low + QUIET * (high - low));
}

function backtrack(steps: readonly Uint8Array[], bounds: Bounds): [i: number, j: number][] {
  const path: [number, number][] = [];
  let i = steps.length - 1;
  let j = bounds.at(-1)?.[1] ?? 0;
  for (;;) {
    path.push([i, j]);
    if (i === 0 && j === 0) return path;
    const step = i === 0 ? SECOND : j === 0 ? FIRST : steps[i]?.[j - (bounds[i]?.[0] ?? 0)];
    if (step !== SECOND) i--;
    if (step !== FIRST) j--;
  }
}

function meanPartners(path: readonly [number, number][], frames: number): Float64Array {
  const sums = new Float64Array(frames);
  const counts = new Float64Array(frames);
  for (const [i, j] of path) {
    sums[i] = (sums[i] as number) + j;
    counts[i] = (counts[i] as number) + 1;
  }
  return sums.map((sum, i) => sum / Math.max(1, counts[i] as number));
}
