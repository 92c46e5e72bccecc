import { BAND_COUNT, LEVEL_STEP } from '#shared/audio/band-levels.ts';

const STEPS_PER_SECOND = 48_000 / LEVEL_STEP;
/** Tempos that are looked for, in beats a minute. */
const SLOWEST = 55;
const FASTEST = 190;
/** What people tap to lies about this tempo; so many octaves away a pulse counts as much less (1/e^½). */
const LIKELY_TEMPO = 105;
const TEMPO_SPREAD = 0.75;
/** How strongly beats keep their distance, against how much is heard on them (D. Ellis, 2007). */
const STEADINESS = 120;
/** A step counts as a change where it is louder than the mean of the 40 ms before. */
const BEFORE = 4;
/** What begins in a step is seen in the step after: half a step, and what the filters are late by. */
const LATE = -0.4;

/**
 * Finds the beats of a sound in the levels that `createBandLevels` measured, in seconds from its start: how strongly each moment
 * begins something, the period in which that comes back, and the row of moments that fits both best (D. Ellis, “Beat Tracking by
 * Dynamic Programming”, 2007). Empty when nothing comes back.
 */
export function trackBeats(levels: Float32Array): number[] {
  const onsets = onsetStrength(levels);
  const period = findPeriod(onsets);
  if (period === 0) return [];
  return findRow(onsets, period).map((step) => (step + LATE) / STEPS_PER_SECOND);
}

/** For each step how much louder the bands have become, with a mean of 0 and a deviation of 1; all 0 for silence. */
function onsetStrength(levels: Float32Array): Float32Array {
  const count = Math.floor(levels.length / BAND_COUNT);
  const strength = new Float32Array(count);
  for (let step = BEFORE; step < count; step++) {
    let rise = 0;
    for (let band = 0; band < BAND_COUNT; band++) {
      let before = 0;
      for (let i = 1; i <= BEFORE; i++) before += levels[(step - i) * BAND_COUNT + band] as number;
      rise += Math.max(0, (levels[step * BAND_COUNT + band] as number) - before / BEFORE);
    }
    strength[step] = rise;
  }
  const mean = strength.reduce((sum, value) => sum + value, 0) / Math.max(1, count);
  const deviation = Math.sqrt(
    strength.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, count),
  );
  return deviation < 1e-6 ? strength.fill(0) : strength.map((value) => (value - mean) / deviation);
}

/** The distance of beats in steps, with a fraction; 0 when nothing comes back. */
function findPeriod(onsets: Float32Array): number {
  const shortest = Math.floor((60 * STEPS_PER_SECOND) / FASTEST);
  const longest = Math.ceil((60 * STEPS_PER_SECOND) / SLOWEST);
  const likeness = new Float64Array(4 * longest + 8);
  for (let lag = shortest - 1; lag < likeness.length; lag++) {
    let sum = 0;
    for (let i = lag; i < onsets.length; i++) sum += (onsets[i] as number) * (onsets[i - lag] as number);
    likeness[lag] = onsets.length > lag ? sum / (onsets.length - lag) : 0;
  }
  // A little blurred: tempos bend, and a lag between two steps is in both.
  const at = (lag: number) =>
    0.25 * (likeness[lag - 1] ?? 0) + 0.5 * (likeness[lag] ?? 0) + 0.25 * (likeness[lag + 1] ?? 0);
  let best = { lag: 0, value: 0.02 };
  for (let lag = shortest; lag <= longest; lag++) {
    const octaves = Math.log2((60 * STEPS_PER_SECOND) / lag / LIKELY_TEMPO);
    // A beat comes back after two and four beats as well, and bars are mostly of four.
    const comb = at(lag) + 0.5 * peakNear(at, 2 * lag) + 0.35 * peakNear(at, 4 * lag);
    const value = comb * Math.exp(-0.5 * (octaves / TEMPO_SPREAD) ** 2);
    if (value > best.value) best = { lag, value };
  }
  return best.lag;
}

function peakNear(at: (lag: number) => number, lag: number): number {
  return Math.max(at(lag - 1), at(lag), at(lag + 1));
}

/** The row of steps with the strongest onsets whose distances are near the period; dynamic programming. */
function findRow(onsets: Float32Array, period: number): number[] {
  const score = new Float64Array(onsets.length);
  const before = new Int32Array(onsets.length).fill(-1);
  const [nearest, farthest] = [Math.round(period / 2), Math.round(period * 2)];
  const costs = Array.from({ length: farthest + 1 }, (_, d) =>
    d < nearest ? Number.POSITIVE_INFINITY : STEADINESS * Math.log(d / period) ** 2,
  );
  for (let step = 0; step < onsets.length; step++) {
    let best = { value: 0, at: -1 };
    for (let distance = nearest; distance <= Math.min(farthest, step); distance++) {
      const value = (score[step - distance] as number) - (costs[distance] as number);
      if (value > best.value) best = { value, at: step - distance };
    }
    score[step] = (onsets[step] as number) + best.value;
    before[step] = best.at;
  }
  let step = 0;
  for (let i = Math.max(0, onsets.length - farthest); i < onsets.length; i++) {
    if ((score[i] as number) >= (score[step] as number)) step = i;
  }
  const row: number[] = [];
  for (; step >= 0 && row.length <= onsets.length; step = before[step] as number) row.unshift(step);
  return row;
}
