/** Length of one step of the curves here, in samples: 10 ms at 48 kHz. */
export const DUCK_STEP = 480;

/** How far music goes down under a voice of the usual level, in dB; by half a dB more for each dB that the voice is louder. */
const DEPTH = { usual: 11.5, least: 9.5, most: 13.5, perDb: 0.5, voiceDb: -20 };
/** A voice is heard where a step's mean level passes −45 dBFS. */
const HEARD_DB = -45;
/** Pauses up to 400 ms are those between words and clauses: nothing moves in them. */
const PAUSE_STEPS = 40;
/** The music is down this long before a word begins, after going down for so long. */
const ATTACK = { ahead: 6, length: 18 };
/** It begins to come back so long after the last word; at the end of a chapter and of the film sooner and twice as fast. */
const RELEASE = { after: 12, length: 90 };
const CHAPTER_RELEASE = { after: 5, length: 45 };
/** The corners where it turns are rounded over 70 ms. */
const ROUNDING = 3;

/** Mean level of each step of 10 ms in dB of full scale; the last step may be shorter. */
export function voiceLevels(samples: Float32Array): Float32Array {
  const levels = new Float32Array(Math.ceil(samples.length / DUCK_STEP));
  for (let step = 0; step < levels.length; step++) {
    const end = Math.min(samples.length, (step + 1) * DUCK_STEP);
    let power = 0;
    for (let i = step * DUCK_STEP; i < end; i++) power += (samples[i] as number) ** 2;
    levels[step] = 10 * Math.log10(power / (end - step * DUCK_STEP) + 1e-12);
  }
  return levels;
}

interface Phrase {
  /** First step, and the one after the last. */
  from: number;
  to: number;
  depth: number;
}

/**
 * The gain of the music at the start of each step of 10 ms, 1 where nobody speaks. It goes down before a phrase begins, stays down
 * over the pauses in it, and breathes between two phrases: the whole film is known, so nothing has to be guessed. `chapters` are
 * the steps at which chapters begin.
 */
export function duckingCurve(levels: Float32Array, chapters: readonly number[] = []): Float32Array {
  const reduction = new Float32Array(levels.length + 1);
  const phrases = findPhrases(levels);
  for (const [i, { from, to, depth }] of phrases.entries()) {
    const next = phrases[i + 1]?.from ?? levels.length;
    // A chapter that begins within a breath of the pause's ends counts as in it; after the last word the film turns to its end.
    const turns =
      i === phrases.length - 1 ||
      chapters.some((chapter) => chapter > to - PAUSE_STEPS && chapter < next + PAUSE_STEPS);
    const { after, length } = turns && next - to > PAUSE_STEPS ? CHAPTER_RELEASE : RELEASE;
    const first = Math.max(0, from - ATTACK.ahead - ATTACK.length);
    for (let step = first; step < Math.min(reduction.length, to + after + length); step++) {
      const down = smooth((step - (from - ATTACK.ahead - ATTACK.length)) / ATTACK.length);
      const up = smooth((step - to - after) / length);
      reduction[step] = Math.max(reduction[step] as number, depth * Math.min(down, 1 - up));
    }
  }
  return rounded(reduction).map((db) => 10 ** (-db / 20));
}

function findPhrases(levels: Float32Array): Phrase[] {
  const phrases: Phrase[] = [];
  let [from, last, power, count] = [-1, -1, 0, 0];
  const close = () => {
    if (from < 0) return;
    const louder = 10 * Math.log10(power / count) - DEPTH.voiceDb;
    const depth = Math.max(DEPTH.least, Math.min(DEPTH.most, DEPTH.usual + DEPTH.perDb * louder));
    phrases.push({ from, to: last + 1, depth });
  };
  for (let step = 0; step < levels.length; step++) {
    const level = levels[step] as number;
    if (level <= HEARD_DB) continue;
    if (from < 0 || step - last - 1 > PAUSE_STEPS) {
      close();
      [from, power, count] = [step, 0, 0];
    }
    last = step;
    power += 10 ** (level / 10);
    count++;
  }
  close();
  return phrases;
}

/** From 0 to 1 without a corner. */
function smooth(share: number): number {
  const t = Math.max(0, Math.min(1, share));
  return t * t * (3 - 2 * t);
}

function rounded(values: Float32Array): Float32Array {
  return values.map((_, step) => {
    let [sum, count] = [0, 0];
    for (let i = Math.max(0, step - ROUNDING); i <= Math.min(values.length - 1, step + ROUNDING); i++) {
      sum += values[i] as number;
      count++;
    }
    return sum / count;
  });
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
