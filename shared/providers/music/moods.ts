/** What makes a mood: tempo, scale, chords and how busy each layer is. */
export interface MoodStyle {
  /** Quarter notes a minute; fitted by a few per cent to the length of the film. */
  tempo: number;
  /** Semitones of the scale above its first note. */
  scale: readonly number[];
  /** MIDI number of the lowest key; the seed goes up to five semitones higher. */
  key: number;
  /** Four chords each, as steps of the scale from 0. */
  progressions: readonly (readonly number[])[];
  /** The two chords before the last one, which is always 0. */
  cadence: readonly [number, number];
  /** Figures of eighth notes over the chord: which of its tones, −1 rests. */
  figures: readonly (readonly number[])[];
  /** Rhythms of the tune: the eighths of a bar at which a tone begins. */
  rhythms: readonly (readonly number[])[];
  /** Bars between two bass notes' repetition: eighths at which the bass sounds. */
  bass: readonly (readonly number[])[];
  levels: { pad: number; figure: number; tune: number; bass: number };
}

const MAJOR = [0, 2, 4, 5, 7, 9, 11];
const MINOR = [0, 2, 3, 5, 7, 8, 10];

/** The moods that can be asked for. */
export const MOOD_STYLES = {
  calm: {
    tempo: 72,
    scale: MAJOR,
    key: 48,
    progressions: [
      [0, 5, 3, 4],
      [0, 2, 3, 0],
      [3, 0, 1, 5],
      [5, 3, 0, 4],
      [0, 3, 5, 3],
    ],
    cadence: [3, 4],
    figures: [
      [0, -1, 2, -1, 3, -1, 2, -1],
      [0, -1, -1, 2, -1, -1, 3, -1],
      [0, 1, 2, 3, -1, 2, -1, -1],
      [-1, 1, -1, 2, -1, 3, -1, 2],
    ],
    rhythms: [[0, 3], [2], [0], [1, 4, 6], []],
    bass: [[0], [0, 5]],
    levels: { pad: 1, figure: 0.55, tune: 0.5, bass: 0.8 },
  },
  bright: {
    tempo: 104,
    scale: MAJOR,
    key: 50,
    progressions: [
      [0, 4, 5, 3],
      [3, 0, 4, 5],
      [0, 3, 5, 4],
      [5, 3, 0, 4],
    ],
    cadence: [3, 4],
    figures: [
      [0, 2, 1, 3, 2, 3, 1, 2],
      [0, 1, 2, 3, 2, 1, 2, 3],
      [0, 3, 2, 3, 1, 3, 2, -1],
      [0, -1, 2, 3, -1, 2, 3, -1],
    ],
    rhythms: [[0, 3, 6], [0, 2, 3], [4, 6], [0], []],
    bass: [
      [0, 3, 6],
      [0, 4],
      [0, 3, 4, 6],
    ],
    levels: { pad: 0.7, figure: 0.75, tune: 0.5, bass: 0.85 },
  },
  deep: {
    tempo: 58,
    scale: MINOR,
    key: 45,
    progressions: [
      [0, 5, 2, 6],
      [0, 3, 5, 4],
      [0, 5, 3, 4],
      [5, 6, 0, 0],
    ],
    cadence: [5, 6],
    figures: [
      [0, -1, -1, -1, 2, -1, -1, -1],
      [-1, -1, 3, -1, -1, 1, -1, -1],
      [0, -1, 2, -1, -1, -1, 3, -1],
    ],
    rhythms: [[0], [3], [0, 6], []],
    bass: [[0], [0, 6]],
    levels: { pad: 1.1, figure: 0.4, tune: 0.45, bass: 1 },
  },
} as const satisfies Record<string, MoodStyle>;

/** Name of a mood. */
export type Mood = keyof typeof MOOD_STYLES;
