import { makeDrum } from '#shared/providers/music/sounds/drums.ts';
import {
  type BassName,
  DRUMS,
  type DrumName,
  type KeyName,
  MUSIC_RATE,
  STRUCK,
  type StruckName,
} from '#shared/providers/music/sounds/instruments.ts';
import { KEY_MAKERS } from '#shared/providers/music/sounds/keys.ts';
import { frequencyOf, type Note } from '#shared/providers/music/sounds/note.ts';

/** What instruments play into: what is heard, and what goes into the room and the echo. */
export interface Buses {
  left: Float32Array;
  right: Float32Array;
  room: Float32Array;
  echo: Float32Array;
}

/** A note that sounds on through the blocks. */
export interface SoundingNote {
  /** Adds the next samples to the buses from their sample `from` on; false when the note has died away. */
  render(buses: Buses, from: number): boolean;
}

/** Ways in which each drum is struck, and in which each key is. */
const DRUM_VARIANTS = 4;
const HARDNESSES = [0.15, 0.85] as const;
/** Seconds in which a note that is let go dies away. */
const RELEASE = 0.28;

/** Plays struck notes: each pitch is made once and then only added, which costs a tenth of making it. */
export function createSampler(): (note: Note) => SoundingNote {
  const made = new Map<string, Float32Array>();
  const strokes = new Map<DrumName, number>();
  const keep = (key: string, make: () => Float32Array) => {
    const sound = made.get(key) ?? make();
    made.set(key, sound);
    return sound;
  };
  const soundOf = ({ instrument, pitch, level }: Note): Float32Array => {
    if (Object.hasOwn(DRUMS, instrument)) {
      const drum = instrument as DrumName;
      const variant = (strokes.get(drum) ?? 0) % DRUM_VARIANTS;
      strokes.set(drum, variant + 1);
      return keep(`${drum} ${variant}`, () => makeDrum(drum, variant));
    }
    const hard = level > 0.55 ? 1 : 0;
    const make = KEY_MAKERS[instrument as KeyName | BassName];
    return keep(`${instrument} ${pitch} ${hard}`, () => make(frequencyOf(pitch), HARDNESSES[hard]));
  };
  return (note) => playSound(soundOf(note), note);
}

function playSound(sound: Float32Array, { instrument, level, pan, length }: Note): SoundingNote {
  const placing = STRUCK[instrument as StruckName];
  const gain = placing.level * level;
  const angle = ((pan + 1) * Math.PI) / 4;
  const [toLeft, toRight] = [gain * Math.cos(angle), gain * Math.sin(angle)].map((g) => g * Math.SQRT2);
  const [toRoom, toEcho] = [gain * placing.room, gain * placing.echo];
  const held = Math.round(length * MUSIC_RATE);
  const release = RELEASE * MUSIC_RATE;
  const end = Math.min(sound.length, held + release);
  let age = 0;
  return {
    render({ left, right, room, echo }, from) {
      const count = Math.min(left.length - from, end - age);
      for (let i = from; i < from + count; i++) {
        const value = (sound[age] as number) * (age > held ? 1 - (age - held) / release : 1);
        left[i] = (left[i] as number) + value * (toLeft as number);
        right[i] = (right[i] as number) + value * (toRight as number);
        room[i] = (room[i] as number) + value * toRoom;
        echo[i] = (echo[i] as number) + value * toEcho;
        age++;
      }
      return age < end;
    },
  };
}
