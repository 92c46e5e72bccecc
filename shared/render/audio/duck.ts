/** Length of one step of the curves here, in samples: 10 ms at 48 kHz. */
export const DUCK_STEP = 480;

/** How far the music goes down under a voice, in dB. */
const DEPTH_DB = -12;
/** A voice is heard where a step's mean level passes −45 dBFS. */
const HEARD = 10 ** (-45 / 20);
/** The music is down this long before a word begins, and stays down over pauses shorter than a breath. */
const AHEAD_STEPS = 12;
const HOLD_STEPS = 45;
/** Time constants of going down and coming back, in steps: 60 ms and 350 ms. */
const ATTACK = 1 - Math.exp(-1 / 6);
const RELEASE = 1 - Math.exp(-1 / 35);

/** For each step of 10 ms whether a voice is heard in it (1) or not (0); the last step may be shorter. */
export function findVoice(samples: Float32Array): Uint8Array {
  const heard = new Uint8Array(Math.ceil(samples.length / DUCK_STEP));
  for (let step = 0; step < heard.length; step++) {
    const part = samples.subarray(step * DUCK_STEP, (step + 1) * DUCK_STEP);
    const power = part.reduce((sum, sample) => sum + sample * sample, 0) / part.length;
    heard[step] = Math.sqrt(power) > HEARD ? 1 : 0;
  }
  return heard;
}

/**
 * The gain of the music at the start of each step of 10 ms, 1 where nobody speaks: it goes down before the voice begins and
 * comes back slowly when it has paused for half a second. The whole film is known, so nothing has to be guessed.
 */
export function duckingCurve(heard: Uint8Array): Float32Array {
  const low = 10 ** (DEPTH_DB / 20);
  const curve = new Float32Array(heard.length + 1);
  let gain = 1;
  let until = -1;
  for (let step = 0; step <= heard.length; step++) {
    if (heard[step + AHEAD_STEPS] === 1) until = step + AHEAD_STEPS + HOLD_STEPS;
    if (step === 0 && heard.subarray(0, AHEAD_STEPS).includes(1)) {
      until = HOLD_STEPS + heard.subarray(0, AHEAD_STEPS).lastIndexOf(1);
      gain = low;
    }
    const goal = step <= until ? low : 1;
    curve[step] = gain;
    gain += (goal - gain) * (goal < gain ? ATTACK : RELEASE);
  }
  return curve;
}

/** Multiplies samples, which begin at sample `start` of the film, by the curve, in straight lines between its points. */
export function applyCurve(samples: Float32Array, start: number, curve: Float32Array): void {
  for (let i = 0; i < samples.length; i++) {
    const at = (start + i) / DUCK_STEP;
    const step = Math.floor(at);
    const from = curve[Math.min(step, curve.length - 1)] as number;
    const to = curve[Math.min(step + 1, curve.length - 1)] as number;
    samples[i] = (samples[i] as number) * (from + (to - from) * (at - step));
  }
}
