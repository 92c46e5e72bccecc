import type { Note } from '#shared/providers/music/score.ts';

/** Sample rate of the music, in Hz. */
export const MUSIC_RATE = 48_000;

const TABLE = 2048;

/** One period of a sum of sines; `harmonics[n]` is the level of the n-th overtone. */
function makeTable(harmonics: readonly number[]): Float32Array {
  const table = new Float32Array(TABLE + 1);
  for (let i = 0; i <= TABLE; i++) {
    table[i] = harmonics.reduce(
      (sum, level, n) => sum + level * Math.sin((2 * Math.PI * (n + 1) * i) / TABLE),
      0,
    );
  }
  return table;
}

interface Instrument {
  /** Layers that sound together: a wave, its detuning in cents, its share of the level and how fast it dies away. */
  partials: readonly { table: Float32Array; cents: number; share: number; decay: number; side: number }[];
  /** Seconds to full level, and from the end of the note to nothing. */
  attack: number;
  release: number;
  level: number;
  /** Share that goes into the room. */
  room: number;
}

const SINE = makeTable([1]);
const WARM = makeTable([1, 0.42, 0.2, 0.09, 0.05, 0.02]);
const HOLLOW = makeTable([1, 0, 0.16, 0, 0.04]);
const FOREVER = 1e9;

const INSTRUMENTS: Record<Note['instrument'], Instrument> = {
  pad: {
    partials: [
      { table: WARM, cents: -5, share: 0.5, decay: FOREVER, side: -0.5 },
      { table: WARM, cents: 5, share: 0.5, decay: FOREVER, side: 0.5 },
    ],
    attack: 0.9,
    release: 1.6,
    level: 0.043,
    room: 0.5,
  },
  figure: {
    partials: [
      { table: SINE, cents: 0, share: 0.75, decay: 0.7, side: 0 },
      { table: HOLLOW, cents: 1200, share: 0.18, decay: 0.22, side: 0 },
      { table: SINE, cents: 2400, share: 0.07, decay: 0.07, side: 0 },
    ],
    attack: 0.006,
    release: 1.2,
    level: 0.155,
    room: 0.45,
  },
  tune: {
    partials: [
      { table: SINE, cents: 2, share: 0.8, decay: 1.3, side: -0.2 },
      { table: SINE, cents: 1198, share: 0.16, decay: 0.5, side: 0.3 },
      { table: SINE, cents: 3102, share: 0.04, decay: 0.15, side: 0 },
    ],
    attack: 0.012,
    release: 1.5,
    level: 0.115,
    room: 0.7,
  },
  bass: {
    partials: [
      { table: SINE, cents: 0, share: 0.8, decay: 3, side: 0 },
      { table: HOLLOW, cents: 1200, share: 0.2, decay: 0.8, side: 0 },
    ],
    attack: 0.03,
    release: 0.35,
    level: 0.15,
    room: 0.08,
  },
};

/** Stereo to be heard as it is, and what goes into the room. */
export interface Buses {
  left: Float32Array;
  right: Float32Array;
  room: Float32Array;
}

/** A note that sounds; keeps its phases from block to block. */
export interface SoundingNote {
  /** Adds the next samples to the buses from sample `from` on; gives false when the note has ended. */
  render(buses: Buses, from: number): boolean;
}

/** The envelope moves in straight lines over so many samples. */
const CONTROL = 32;

/** A layer that has died away by 100 dB, in so many of its time constants, is not played on. */
const UNHEARD = 11.5;

/** Strikes a note. */
export function strike({ instrument, length, pitch, level, pan }: Note): SoundingNote {
  const { partials, attack, release, level: own, room } = INSTRUMENTS[instrument];
  const held = Math.round(length * MUSIC_RATE);
  const total = held + Math.round(release * MUSIC_RATE);
  const frequency = 440 * 2 ** ((pitch - 69) / 12);
  const voices = partials.map(({ table, cents, share, decay, side }, i) => {
    const place = Math.max(-1, Math.min(1, pan + side));
    const angle = ((place + 1) * Math.PI) / 4;
    return {
      table,
      // Fixed, different starting phases: tones that begin together do not add up to a click.
      phase: (i * 0.37 * TABLE + pitch * 97) % TABLE,
      step: (frequency * 2 ** (cents / 1200) * TABLE) / MUSIC_RATE,
      left: share * Math.cos(angle),
      right: share * Math.sin(angle),
      room: share * room,
      decay,
    };
  });
  const envelope = (age: number) => {
    const rise = Math.min(1, age / (attack * MUSIC_RATE));
    const fall = Math.max(0, Math.min(1, (total - age) / (total - held)));
    return level * own * rise * rise * (3 - 2 * rise) * fall * fall;
  };
  let age = 0;
  return {
    render({ left, right, room: send }, from) {
      const count = Math.min(left.length - from, total - age);
      for (const voice of voices) {
        const { table, step, decay } = voice;
        const heard = Math.min(count, Math.ceil(UNHEARD * decay * MUSIC_RATE) - age);
        const at = (t: number) => envelope(t) * Math.exp(-t / (decay * MUSIC_RATE));
        let { phase } = voice;
        let next = at(age);
        for (let done = 0; done < heard; done += CONTROL) {
          const span = Math.min(CONTROL, heard - done);
          let gain = next;
          next = at(age + done + span);
          const slope = (next - gain) / span;
          for (let i = from + done; i < from + done + span; i++) {
            const index = phase | 0;
            const low = table[index] as number;
            const value = gain * (low + (phase - index) * ((table[index + 1] as number) - low));
            left[i] = (left[i] as number) + value * voice.left;
            right[i] = (right[i] as number) + value * voice.right;
            send[i] = (send[i] as number) + value * voice.room;
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
