import { MUSIC_RATE, PADS, type PadName } from '#shared/providers/music/sounds/instruments.ts';
import { frequencyOf, type Note } from '#shared/providers/music/sounds/note.ts';
import type { SoundingNote } from '#shared/providers/music/sounds/sampler.ts';

const TABLE = 2048;
/** The envelope is worked out once in so many samples and drawn straight between. */
const CONTROL = 64;

interface Pad {
  /** Seconds to full level, and from the end of the note to nothing. */
  attack: number;
  release: number;
  /** How far its two voices are out of tune, in cents. */
  cents: number;
  /** Level of the n-th overtone of a tone of that frequency. */
  overtone: (n: number, frequency: number) => number;
}

/** Vowel of a choir (“ah”): the tones that a mouth lets through, centre and width in Hz, and their share. */
const VOWEL = [
  [700, 130, 1],
  [1120, 180, 0.5],
  [2600, 300, 0.16],
] as const;

const PAD_SOUNDS: Record<PadName, Pad> = {
  strings: { attack: 0.55, release: 1.5, cents: 7, overtone: (n) => 1 / n },
  warm: { attack: 0.8, release: 1.6, cents: 5, overtone: (n) => n ** -1.6 },
  glass: {
    attack: 0.7,
    release: 2.2,
    cents: 3,
    overtone: (n) => [1, 0.35, 0.04, 0.2, 0, 0.05, 0, 0.07][n - 1] ?? 0,
  },
  choir: {
    attack: 0.8,
    release: 1.9,
    cents: 8,
    overtone: (n, f) =>
      (n === 1 ? 0.6 : 0) +
      VOWEL.reduce(
        (sum, [centre, width, share]) => sum + share * Math.exp(-(((n * f - centre) / (1.6 * width)) ** 2)),
        0,
      ),
  },
  dark: { attack: 0.9, release: 1.7, cents: 9, overtone: (n) => (n % 2 === 0 ? 0.7 : 1) / n ** 1.25 },
};
const MOST_OVERTONES = 24;
/** The pad's filter takes away more in any case. */
const HIGHEST = 9000;

/** Plays held notes: for each pitch one period is made and read at the speed of each voice. */
export function createPads(): (note: Note) => SoundingNote {
  const tables = new Map<string, Float32Array>();
  return (note) => {
    const name = note.instrument as PadName;
    const key = `${name} ${note.pitch}`;
    const table = tables.get(key) ?? makeTable(PAD_SOUNDS[name], frequencyOf(note.pitch));
    tables.set(key, table);
    return hold(table, note);
  };
}

function makeTable({ overtone }: Pad, frequency: number): Float32Array {
  const count = Math.min(MOST_OVERTONES, Math.floor(HIGHEST / frequency));
  const levels = Array.from({ length: count }, (_, i) => overtone(i + 1, frequency));
  const power = Math.sqrt(levels.reduce((sum, level) => sum + level * level, 0)) || 1;
  const table = new Float32Array(TABLE + 1);
  for (const [i, level] of levels.entries()) {
    const n = i + 1;
    if (level === 0) continue;
    for (let t = 0; t <= TABLE; t++) {
      // Phases that grow with the square keep the wave flat: no peak, no buzz.
      table[t] =
        (table[t] as number) + (level / power) * Math.sin((2 * Math.PI * n * t) / TABLE + 0.9 * n * n);
    }
  }
  return table;
}

function hold(table: Float32Array, { instrument, length, pitch, level, pan }: Note): SoundingNote {
  const { attack, release, cents } = PAD_SOUNDS[instrument as PadName];
  const { level: own, room: toRoom } = PADS[instrument as PadName];
  const held = Math.round(length * MUSIC_RATE);
  const total = held + Math.round(release * MUSIC_RATE);
  const voices = [-1, 1].map((side) => {
    const angle = ((Math.max(-1, Math.min(1, pan + 0.55 * side)) + 1) * Math.PI) / 4;
    return {
      phase: ((side + 2) * 0.37 * TABLE + pitch * 97) % TABLE,
      step: (frequencyOf(pitch) * 2 ** ((side * cents) / 1200) * TABLE) / MUSIC_RATE,
      left: Math.cos(angle),
      right: Math.sin(angle),
    };
  });
  const envelope = (age: number) => {
    const rise = Math.min(1, age / (attack * MUSIC_RATE));
    const fall = Math.max(0, Math.min(1, (total - age) / (total - held)));
    return level * own * rise * rise * (3 - 2 * rise) * fall * fall;
  };
  let age = 0;
  return {
    render({ left, right, room }, from) {
      const count = Math.min(left.length - from, total - age);
      for (const voice of voices) {
        const { step, left: toLeft, right: toRight } = voice;
        let { phase } = voice;
        let next = envelope(age);
        for (let done = 0; done < count; done += CONTROL) {
          const span = Math.min(CONTROL, count - done);
          let gain = next;
          next = envelope(age + done + span);
          const slope = (next - gain) / span;
          for (let i = from + done; i < from + done + span; i++) {
            const index = phase | 0;
            const low = table[index] as number;
            const value = gain * (low + (phase - index) * ((table[index + 1] as number) - low));
            left[i] = (left[i] as number) + value * toLeft;
            right[i] = (right[i] as number) + value * toRight;
            room[i] = (room[i] as number) + value * toRoom;
            gain += slope;
            phase += step;
            if (phase >= TABLE) phase -= TABLE;
          }
        }
        voice.phase = phase;
      }
      age += count;
      return age < total;
    },
  };
}
