import { createEqualiser } from '#shared/audio/biquad.ts';
import type { BassName, KeyName } from '#shared/providers/music/sounds/instruments.ts';
import { MUSIC_RATE } from '#shared/providers/music/sounds/instruments.ts';
import { addModes, finish, type Mode } from '#shared/providers/music/sounds/modal.ts';
import { addPluck } from '#shared/providers/music/sounds/plucked-string.ts';

/** Makes the sound of one pitch, peak 1; `hardness` 0 to 1 makes it brighter. */
type Maker = (frequency: number, hardness: number) => Float32Array;

const silence = (seconds: number) => new Float32Array(Math.round(seconds * MUSIC_RATE));

/** High tones die away faster in every instrument. */
const shorter = (frequency: number, power: number) => (262 / frequency) ** power;

/** Bars and tongues: few tones, in ratios that are no whole numbers (N. Fletcher and T. Rossing, Physics of Musical Instruments). */
function bar(ratios: readonly [number, number, number][], seconds: number, attack: number): Maker {
  return (frequency, hardness) => {
    const samples = silence(seconds);
    const body = shorter(frequency, 0.45);
    addModes(
      samples,
      ratios.flatMap(([ratio, level, decay], i): Mode[] => {
        const loud = i === 0 ? level : level * (0.45 + 0.75 * hardness);
        // Two modes a hair apart beat slowly against each other, as no bar is perfectly even.
        return [1, 1.0009].map((detune, n) => ({
          frequency: frequency * ratio * detune,
          level: loud * (n === 0 ? 0.7 : 0.3),
          decay: decay * body,
        }));
      }),
    );
    return finish(samples, attack);
  };
}

interface Strung {
  seconds: number;
  decay: number;
  brightness: number;
  place: number;
  /** Above this its body lets little through, in Hz. */
  top: number;
}

function string({ seconds, decay, brightness, place, top }: Strung): Maker {
  return (frequency, hardness) => {
    const samples = silence(seconds);
    const bright = brightness * (0.7 + 0.45 * hardness);
    addPluck(samples, { frequency, decay: decay * shorter(frequency, 0.5), brightness: bright, place });
    createEqualiser(
      [
        { kind: 'peak', frequency: 210, q: 1.2, gain: 3 },
        { kind: 'peak', frequency: 2600, q: 0.9, gain: -3 },
        { kind: 'low-pass', frequency: top * (1 + 0.5 * hardness), q: 0.6 },
        { kind: 'low-pass', frequency: 2 * top, q: 0.6 },
      ],
      MUSIC_RATE,
    )(samples);
    return finish(samples, 0.003);
  };
}

/** Overtones 1, 2, 3 … of a string or a reed; `level` and `decay` of the n-th one. */
function harmonic(
  count: number,
  { seconds, attack, level, decay, spread = 0 }: HarmonicSound,
  late = 0,
): Maker {
  return (frequency, hardness) => {
    const samples = silence(seconds);
    const body = shorter(frequency, 0.4);
    const modes = Array.from({ length: count }, (_, i): Mode[] => {
      const n = i + 1;
      const stretched = frequency * n * Math.sqrt(1 + 0.0003 * n * n * (spread > 0 ? 1 : 0));
      const loud = level(n, frequency) * (n === 1 ? 1 : 0.55 + 0.6 * hardness);
      const one = { decay: decay(n) * body, attack: attack + late * n };
      if (spread === 0) return [{ ...one, frequency: stretched, level: loud }];
      return [-spread, spread].map((cents, side) => ({
        ...one,
        frequency: stretched * 2 ** (cents / 1200),
        level: loud * (side === 0 ? 0.6 : 0.4),
      }));
    }).flat();
    addModes(samples, modes);
    return finish(samples, Math.min(attack, 0.006));
  };
}

interface HarmonicSound {
  seconds: number;
  attack: number;
  level: (n: number, frequency: number) => number;
  decay: (n: number) => number;
  /** Half the distance of two strings of one note, in cents. */
  spread?: number;
}

/** How each instrument that has a pitch and dies away is made. */
export const KEY_MAKERS: Record<KeyName | BassName, Maker> = {
  felt: harmonic(9, {
    seconds: 3.4,
    attack: 0.005,
    level: (n) => n ** -1.75 * (n === 7 ? 0.3 : 1),
    decay: (n) => 1.15 / n ** 0.75,
    spread: 0.7,
  }),
  vibes: bar(
    [
      [1, 1, 1.5],
      [4, 0.16, 0.5],
      [10, 0.05, 0.1],
    ],
    3.6,
    0.003,
  ),
  celesta: bar(
    [
      [1, 1, 0.9],
      [2.01, 0.28, 0.55],
      [3.9, 0.16, 0.3],
      [6.3, 0.06, 0.14],
    ],
    2.6,
    0.002,
  ),
  marimba: bar(
    [
      [1, 1, 0.28],
      [3.93, 0.24, 0.09],
      [9.5, 0.07, 0.03],
    ],
    1.2,
    0.002,
  ),
  kalimba: bar(
    [
      [1, 1, 0.55],
      [5.4, 0.12, 0.1],
      [2, 0.1, 0.3],
      [14, 0.03, 0.02],
    ],
    1.8,
    0.002,
  ),
  guitar: string({ seconds: 2.6, decay: 0.9, brightness: 0.34, place: 0.2, top: 2600 }),
  harp: string({ seconds: 3.2, decay: 1.4, brightness: 0.5, place: 0.33, top: 4800 }),
  pulse: harmonic(14, {
    seconds: 0.9,
    attack: 0.004,
    level: (n) => 1 / n ** 1.1,
    decay: (n) => 0.34 / n ** 0.8,
    spread: 5,
  }),
  horn: harmonic(
    10,
    {
      seconds: 4,
      attack: 0.07,
      // A broad peak of the tube about 450 Hz.
      level: (n, f) => n ** -1.1 / (1 + ((n * f) / 900) ** 2),
      decay: () => 3,
      spread: 4,
    },
    0.018,
  ),
  sub: harmonic(3, {
    seconds: 4,
    attack: 0.018,
    level: (n) => [1, 0.3, 0.1][n - 1] ?? 0,
    decay: (n) => 1.2 / n ** 0.5,
  }),
  upright: string({ seconds: 1.8, decay: 0.34, brightness: 0.2, place: 0.25, top: 520 }),
  synth: harmonic(8, {
    seconds: 1.6,
    attack: 0.006,
    level: (n) => 1 / n ** 1.15,
    decay: (n) => 0.42 / n ** 0.6,
    spread: 3,
  }),
};
