import { interpolationPhases } from '#shared/audio/polyphase.ts';

/** How far the limiter looks ahead, in samples: 5 ms at 48 kHz, over which it turns the gain down without a click. */
const WINDOW = 240;
/** Share of the way back to full gain per sample: a release of about 80 ms at 48 kHz. */
const RELEASE = 1 / (0.08 * 48_000);
/** Taps of the interpolator that finds peaks between samples, four times as dense as they are (ITU-R BS.1770-4 annex 2). */
const TAPS = 16;
/** Between samples this far below the ceiling (−8 dB) no peak above it is looked for. */
const WORTH_A_LOOK = 0.4;
/** On its way back the gain is full from here on (−120 dB off), so that quiet sound can pass without any work. */
const FULL = 1 - 1e-6;

/** Holds sound below a ceiling, block by block, with a delay. */
export interface Limiter {
  /** Samples by which the output lags; feed as many zeros at the end and drop as many at the start. */
  readonly delay: number;
  /** Gives as many samples as it takes, in new arrays. */
  process(channels: readonly Float32Array[]): Float32Array[];
}

/** A true-peak limiter at 48 kHz; all channels get the same gain, so that the image stays. `ceiling` is linear. */
export function createLimiter(channelCount: number, ceiling: number): Limiter {
  const phases = interpolationPhases(4, TAPS, 1).slice(1);
  const delay = WINDOW - 1 + TAPS / 2;
  let history = Array.from({ length: channelCount }, () => new Float32Array(delay + TAPS / 2));
  const minimum = createSlidingMinimum(WINDOW);
  const window = new Float64Array(WINDOW).fill(1);
  let sum = WINDOW;
  let held = 1;
  /** How many gains in the window are below 1. */
  let lowered = 0;
  let position = 0;

  return {
    delay,
    process(channels) {
      const length = channels[0]?.length ?? 0;
      const joined = history.map((past, index) => {
        const all = new Float32Array(past.length + length);
        all.set(past);
        all.set(channels[index] as Float32Array, past.length);
        return all;
      });
      // The newest sample with TAPS / 2 samples after it is `delay` ahead of the one that goes out.
      const peaks = new Float64Array(length);
      for (const samples of joined)
        raiseToPeaks(peaks, samples.subarray(delay - TAPS / 2 + 1), phases, ceiling);
      const gains = new Float64Array(length);
      for (let i = 0; i < length; i++) {
        const peak = peaks[i] as number;
        if (peak > ceiling || held < 1 || lowered > 0) {
          const needed = minimum(peak > ceiling ? ceiling / peak : 1);
          held = Math.min(needed, held + (1 - held) * RELEASE);
          if (needed === 1 && held > FULL) held = 1;
          const oldest = window[position] as number;
          lowered += (held < 1 ? 1 : 0) - (oldest < 1 ? 1 : 0);
          sum = lowered === 0 ? WINDOW : sum + held - oldest;
          window[position] = held;
          position = position + 1 === WINDOW ? 0 : position + 1;
        }
        gains[i] = Math.min(1, sum / WINDOW);
      }
      const outputs = joined.map((samples) => {
        const output = samples.slice(TAPS / 2, TAPS / 2 + length);
        for (let i = 0; i < length; i++) output[i] = (output[i] as number) * (gains[i] as number);
        return output;
      });
      history = joined.map((samples) => samples.slice(length));
      return outputs;
    },
  };
}

/**
 * Raises each peak to the highest level at its sample and on the way to the next one; `samples` begin TAPS / 2 − 1 before
 * the first of them. Nearly all sound is quiet enough not to be looked at closely.
 */
function raiseToPeaks(
  peaks: Float64Array,
  samples: Float32Array,
  phases: readonly Float64Array[],
  ceiling: number,
): void {
  const worthALook = WORTH_A_LOOK * ceiling;
  let here = Math.abs(samples[TAPS / 2 - 1] as number);
  for (let i = 0; i < peaks.length; i++) {
    const next = Math.abs(samples[i + TAPS / 2] as number);
    let peak = here;
    if (here >= worthALook || next >= worthALook) {
      for (const filter of phases) {
        let value = 0;
        for (let k = 0; k < TAPS; k++) value += (filter[k] as number) * (samples[i + k] as number);
        peak = Math.max(peak, Math.abs(value));
      }
    }
    if (peak > (peaks[i] as number)) peaks[i] = peak;
    here = next;
  }
}

/** The lowest of the last `size` values, by a queue of candidates in rising order. */
function createSlidingMinimum(size: number): (value: number) => number {
  const values = new Float64Array(size);
  const times = new Float64Array(size);
  let head = 0;
  let count = 0;
  let now = 0;
  return (value) => {
    while (count > 0 && (values[(head + count - 1) % size] as number) >= value) count--;
    if (count > 0 && (times[head] as number) <= now - size) {
      head = (head + 1) % size;
      count--;
    }
    const tail = (head + count) % size;
    values[tail] = value;
    times[tail] = now++;
    count++;
    return values[head] as number;
  };
}
