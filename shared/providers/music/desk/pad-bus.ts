const RATE = 48_000;
/** The filter moves once in so many samples. */
const CONTROL = 64;
/** The chorus: three voices that swim about a delay, in seconds and in turns a second. */
const CHORUS = { delay: 0.011, depth: 0.0034, speeds: [0.31, 0.47] } as const;
const LINE = 2048;

/** Finishes what the pads play, in place: `cutoffAt` gives the filter's frequency in Hz at a time of the piece in seconds. */
export type PadBus = (left: Float32Array, right: Float32Array, start: number) => void;

/** A low-pass that opens as the music grows, and a chorus that makes few voices many. */
export function createPadBus(cutoffAt: (seconds: number) => number): PadBus {
  const filters = [createLowPass(cutoffAt), createLowPass(cutoffAt)] as const;
  const chorus = [createChorus(CHORUS.speeds[0], 0), createChorus(CHORUS.speeds[1], 1.7)] as const;
  return (left, right, start) => {
    filters[0](left, start);
    filters[1](right, start);
    chorus[0](left, start);
    chorus[1](right, start);
  };
}

/** A state-variable low-pass of 12 dB an octave without resonance (A. Simper, 2013). */
function createLowPass(cutoffAt: (seconds: number) => number) {
  let [one, two] = [0, 0];
  return (samples: Float32Array, start: number) => {
    for (let from = 0; from < samples.length; from += CONTROL) {
      const g = Math.tan((Math.PI * cutoffAt((start + from) / RATE)) / RATE);
      const a = 1 / (1 + g * (g + 1.41));
      const end = Math.min(samples.length, from + CONTROL);
      for (let i = from; i < end; i++) {
        const v3 = (samples[i] as number) - two;
        const v1 = a * one + g * a * v3;
        const v2 = two + g * a * one + g * g * a * v3;
        one = 2 * v1 - one;
        two = 2 * v2 - two;
        samples[i] = v2;
      }
    }
    if (Math.abs(one) < 1e-20) one = 0;
    if (Math.abs(two) < 1e-20) two = 0;
  };
}

function createChorus(speed: number, phase: number) {
  const line = new Float32Array(LINE);
  let at = 0;
  const delayAt = (sample: number) =>
    (CHORUS.delay + CHORUS.depth * Math.sin(2 * Math.PI * speed * (sample / RATE) + phase)) * RATE;
  return (samples: Float32Array, start: number) => {
    for (let from = 0; from < samples.length; from += CONTROL) {
      const end = Math.min(samples.length, from + CONTROL);
      let delay = delayAt(start + from);
      const slope = (delayAt(start + end) - delay) / (end - from);
      for (let i = from; i < end; i++) {
        line[at] = samples[i] as number;
        const back = at - delay + LINE;
        const index = back | 0;
        const low = line[index % LINE] as number;
        const swum = low + (back - index) * ((line[(index + 1) % LINE] as number) - low);
        samples[i] = 0.8 * (samples[i] as number) + 0.6 * swum;
        at = (at + 1) % LINE;
        delay += slope;
      }
    }
  };
}
