import { createEqualiser } from '#shared/audio/biquad.ts';
import type { AccentKind } from '#shared/domain/audio-mix.ts';
import { addModes } from '#shared/providers/music/sounds/modal.ts';
import { between, type Seeded, seeded } from '#shared/scenes/seeded.ts';

const RATE = 48_000;

/** A short stereo sound at 48 kHz with a peak of 1. */
export type Accent = readonly [Float32Array, Float32Array];

/** How long each lasts, in seconds. A riser ends where its chapter begins. */
export const ACCENT_SECONDS: Record<AccentKind, number> = {
  whoosh: 0.7,
  riser: 1.3,
  tick: 0.16,
  hit: 1.8,
  shimmer: 2.6,
};

const MAKERS: Record<AccentKind, (accent: Accent, random: Seeded) => void> = {
  whoosh: makeWhoosh,
  riser: makeRiser,
  tick: makeTick,
  hit: makeHit,
  shimmer: makeShimmer,
};

/** Makes an accent; the seed makes each a little different from the one before, and the same again in the same film. */
export function makeAccent(kind: AccentKind, seed: number): Accent {
  const length = Math.round(ACCENT_SECONDS[kind] * RATE);
  const accent: Accent = [new Float32Array(length), new Float32Array(length)];
  MAKERS[kind](accent, seeded(`${kind} ${seed}`));
  const peak = accent.reduce((most, side) => side.reduce((p, x) => Math.max(p, Math.abs(x)), most), 1e-9);
  for (const side of accent) {
    for (let i = 0; i < length; i++) {
      const end = Math.min(1, i / 48, (length - 1 - i) / 960);
      side[i] = ((side[i] as number) / peak) * end;
    }
  }
  return accent;
}

/** Air that passes from one side to the other: noise in a band that rises and falls. */
function makeWhoosh([left, right]: Accent, random: Seeded): void {
  const [low, high] = [between(random, 260, 380), between(random, 1500, 2300)];
  const direction = random() < 0.5 ? 1 : -1;
  const passing = 0.55;
  sweep([left, right], random, (t) => {
    const near = t < passing ? t / passing : (1 - t) / (1 - passing);
    const swell = Math.sin((Math.PI / 2) * near) ** 2.2;
    return { cutoff: low * (high / low) ** near, gain: swell, pan: direction * 0.75 * (2 * t - 1) };
  });
}

/** Air that comes nearer and stops. */
function makeRiser([left, right]: Accent, random: Seeded): void {
  const top = between(random, 2600, 3400);
  sweep([left, right], random, (t) => ({
    cutoff: 350 * (top / 350) ** t,
    gain: Math.exp(4 * (t - 1)) * Math.min(1, (1 - t) / 0.04),
    pan: 0.4 * Math.sin(5 * t),
  }));
}

/** A soft tap of wood. */
function makeTick([left, right]: Accent, random: Seeded): void {
  const frequency = between(random, 1050, 1250);
  addModes(left, [
    { frequency, level: 1, decay: 0.016, attack: 0.001 },
    { frequency: frequency * 2.76, level: 0.35, decay: 0.007 },
    { frequency: frequency * 0.5, level: 0.4, decay: 0.022, attack: 0.001 },
  ]);
  right.set(left);
}

/** A low stroke that is felt more than heard, with a breath of air so that small speakers have something of it. */
function makeHit([left, right]: Accent, random: Seeded): void {
  let phase = 0;
  for (let i = 0; i < left.length; i++) {
    const t = i / RATE;
    phase += (2 * Math.PI * (41 + 34 * Math.exp(-t / 0.12))) / RATE;
    const low = Math.exp(-t / 0.36) * (Math.sin(phase) + 0.28 * Math.sin(2 * phase));
    left[i] = low * Math.min(1, i / 200);
  }
  right.set(left);
  for (const side of [left, right]) {
    const air = Float32Array.from({ length: side.length }, (_, i) => {
      return 0.5 * (2 * random() - 1) * Math.exp(-i / (0.09 * RATE));
    });
    createEqualiser([{ kind: 'low-pass', frequency: 520, q: 0.6 }], RATE)(air);
    for (let i = 0; i < side.length; i++) side[i] = (side[i] as number) + (air[i] as number);
  }
}

/** High tones without thirds, one after the other from all sides. */
function makeShimmer([left, right]: Accent, random: Seeded): void {
  const base = between(random, 1040, 1060);
  for (const [n, ratio] of [1, 1.5, 2, 2.25, 3, 4].entries()) {
    const from = Math.round((0.07 * n + 0.02 * random()) * RATE);
    const bell = new Float32Array(left.length - from);
    addModes(bell, [
      { frequency: base * ratio, level: 1 / (1 + 0.5 * n), decay: 0.55, attack: 0.02 },
      { frequency: base * ratio * 1.003, level: 0.6 / (1 + 0.5 * n), decay: 0.5, attack: 0.03 },
    ]);
    const angle = (random() * Math.PI) / 2;
    const [toLeft, toRight] = [Math.cos(angle), Math.sin(angle)];
    for (let i = 0; i < bell.length; i++) {
      left[from + i] = (left[from + i] as number) + toLeft * (bell[i] as number);
      right[from + i] = (right[from + i] as number) + toRight * (bell[i] as number);
    }
  }
}

/** Noise through a band that moves: `shape` gives its middle in Hz, its level and its place for a time from 0 to 1. */
function sweep(
  [left, right]: Accent,
  random: Seeded,
  shape: (t: number) => { cutoff: number; gain: number; pan: number },
): void {
  let [low, band] = [0, 0];
  for (let i = 0; i < left.length; i++) {
    const { cutoff, gain, pan } = shape(i / left.length);
    const f = 2 * Math.sin((Math.PI * cutoff) / RATE);
    // A state-variable filter (H. Chamberlin, 1980) with a wide band, Q about 1.1.
    const high = 2 * random() - 1 - low - 0.9 * band;
    band += f * high;
    low += f * band;
    const angle = ((pan + 1) * Math.PI) / 4;
    left[i] = gain * band * Math.cos(angle);
    right[i] = gain * band * Math.sin(angle);
  }
}
