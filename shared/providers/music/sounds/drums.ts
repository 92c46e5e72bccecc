import { createEqualiser } from '#shared/audio/biquad.ts';
import { type DrumName, MUSIC_RATE } from '#shared/providers/music/sounds/instruments.ts';
import { finish } from '#shared/providers/music/sounds/modal.ts';
import { type Seeded, seeded } from '#shared/scenes/seeded.ts';

/** A skin: a sine that falls from one frequency to another while it dies away; times in seconds, frequencies in Hz. */
interface Skin {
  from: number;
  to: number;
  fall: number;
  decay: number;
  level: number;
}
/** Noise in a band. */
interface Hiss {
  low: number;
  high: number;
  rise: number;
  decay: number;
  level: number;
  /** Times at which it begins, for what claps more than once. */
  bursts?: readonly number[];
}
interface Drum {
  seconds: number;
  skins?: readonly Skin[];
  hisses?: readonly Hiss[];
}

const DRUM_SOUNDS: Record<Exclude<DrumName, 'swell'>, Drum> = {
  kick: {
    seconds: 0.5,
    skins: [{ from: 125, to: 49, fall: 0.035, decay: 0.13, level: 1 }],
    hisses: [{ low: 300, high: 2200, rise: 0.001, decay: 0.006, level: 0.12 }],
  },
  thud: {
    seconds: 0.6,
    skins: [{ from: 82, to: 47, fall: 0.05, decay: 0.15, level: 1 }],
    hisses: [{ low: 100, high: 700, rise: 0.002, decay: 0.012, level: 0.1 }],
  },
  snap: {
    seconds: 0.25,
    skins: [{ from: 1250, to: 1150, fall: 0.02, decay: 0.012, level: 0.5 }],
    hisses: [{ low: 1100, high: 4200, rise: 0.001, decay: 0.028, level: 1 }],
  },
  clap: {
    seconds: 0.35,
    hisses: [{ low: 900, high: 4000, rise: 0.001, decay: 0.05, level: 1, bursts: [0, 0.009, 0.021] }],
  },
  rim: {
    seconds: 0.2,
    skins: [
      { from: 1720, to: 1690, fall: 0.01, decay: 0.014, level: 0.7 },
      { from: 510, to: 480, fall: 0.01, decay: 0.02, level: 0.6 },
    ],
  },
  brush: { seconds: 0.35, hisses: [{ low: 1500, high: 6000, rise: 0.012, decay: 0.07, level: 1 }] },
  shaker: { seconds: 0.2, hisses: [{ low: 4500, high: 9500, rise: 0.018, decay: 0.03, level: 1 }] },
  hat: { seconds: 0.15, hisses: [{ low: 5500, high: 10_500, rise: 0.001, decay: 0.022, level: 1 }] },
  tick: {
    seconds: 0.12,
    skins: [{ from: 2350, to: 2300, fall: 0.01, decay: 0.01, level: 1 }],
    hisses: [{ low: 2000, high: 6000, rise: 0.001, decay: 0.004, level: 0.5 }],
  },
  tom: {
    seconds: 0.8,
    skins: [{ from: 148, to: 98, fall: 0.06, decay: 0.2, level: 1 }],
    hisses: [{ low: 200, high: 1500, rise: 0.001, decay: 0.02, level: 0.12 }],
  },
  taiko: {
    seconds: 1.4,
    skins: [
      { from: 98, to: 60, fall: 0.05, decay: 0.32, level: 1 },
      { from: 190, to: 132, fall: 0.04, decay: 0.11, level: 0.35 },
    ],
    hisses: [{ low: 120, high: 1400, rise: 0.001, decay: 0.035, level: 0.22 }],
  },
  boom: {
    seconds: 2.6,
    skins: [{ from: 62, to: 39, fall: 0.3, decay: 0.6, level: 1 }],
    hisses: [{ low: 60, high: 300, rise: 0.01, decay: 0.3, level: 0.15 }],
  },
};

/** One drum stroke of the `variant`-th kind, peak 1: no two strokes of a hand are the same. */
export function makeDrum(name: DrumName, variant: number): Float32Array {
  const random = seeded(`${name} ${variant}`);
  if (name === 'swell') return swell(random);
  const { seconds, skins = [], hisses = [] } = DRUM_SOUNDS[name];
  const samples = new Float32Array(Math.round(seconds * MUSIC_RATE));
  const tuned = 1 + (random() - 0.5) * 0.025;
  for (const skin of skins) addSkin(samples, skin, tuned);
  for (const hiss of hisses) addHiss(samples, hiss, random);
  return finish(samples, 0.0008);
}

function addSkin(samples: Float32Array, { from, to, fall, decay, level }: Skin, tuned: number): void {
  let phase = 0;
  for (let i = 0; i < samples.length; i++) {
    const t = i / MUSIC_RATE;
    phase += (2 * Math.PI * tuned * (to + (from - to) * Math.exp(-t / fall))) / MUSIC_RATE;
    samples[i] = (samples[i] as number) + level * Math.exp(-t / decay) * Math.sin(phase);
  }
}

function addHiss(samples: Float32Array, hiss: Hiss, random: Seeded): void {
  const { low, high, rise, decay, level, bursts = [0] } = hiss;
  const noise = new Float32Array(samples.length);
  for (let i = 0; i < noise.length; i++) {
    const t = i / MUSIC_RATE;
    // Each burst but the last is cut off by the next one.
    const since = t - (bursts.findLast((start) => start <= t) ?? 0);
    const gain = Math.min(1, since / rise) * Math.exp(-Math.max(0, since - rise) / decay);
    noise[i] = level * gain * (2 * random() - 1);
  }
  band(noise, low, high);
  for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] as number) + (noise[i] as number);
}

/** A cymbal played backwards: two seconds that grow until they stop. */
function swell(random: Seeded): Float32Array {
  const samples = new Float32Array(2 * MUSIC_RATE);
  for (let i = 0; i < samples.length; i++) {
    samples[i] = Math.exp((i - samples.length) / (0.45 * MUSIC_RATE)) * (2 * random() - 1);
  }
  band(samples, 2500, 8000);
  return finish(samples, 0.05);
}

function band(samples: Float32Array, low: number, high: number): void {
  createEqualiser(
    [
      { kind: 'high-pass', frequency: low, q: Math.SQRT1_2 },
      { kind: 'low-pass', frequency: high, q: Math.SQRT1_2 },
      { kind: 'low-pass', frequency: high, q: 0.6 },
    ],
    MUSIC_RATE,
  )(samples);
}
