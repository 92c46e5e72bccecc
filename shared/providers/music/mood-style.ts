import type { BassName, DrumName, KeyName, PadName } from '#shared/providers/music/sounds/instruments.ts';

/** Major, and the modes that stand for other colours, as semitones above their first note. */
export const SCALES = {
  major: [0, 2, 4, 5, 7, 9, 11],
  minor: [0, 2, 3, 5, 7, 8, 10],
  dorian: [0, 2, 3, 5, 7, 9, 10],
  mixolydian: [0, 2, 4, 5, 7, 9, 10],
  lydian: [0, 2, 4, 6, 7, 9, 11],
  phrygian: [0, 1, 3, 5, 7, 8, 10],
} as const;

/** A rhythm of drums: sixteen sixteenths to a bar; `X` strong, `x` plain, `-` hardly heard, `.` a rest. */
export type Groove = Partial<Record<DrumName, string>>;

/** What makes a mood: tempo, scale, chords, who plays what, and how busy each layer is. */
export interface MoodStyle {
  /** Slowest and fastest, in quarter notes a minute. */
  tempo: readonly [number, number];
  scale: readonly number[];
  /** MIDI number of the lowest key; the seed goes up to five semitones higher. */
  key: number;
  /** Chords of four bars, as steps of the scale from 0: those of the theme, and those of what stands against it. */
  progressions: { theme: readonly (readonly number[])[]; contrast: readonly (readonly number[])[] };
  /** The two chords before the last one, which is always 0. */
  cadence: readonly [number, number];
  /** Whether chords have a fourth tone that colours them. */
  coloured: boolean;
  /** How late every second eighth comes, as a share of an eighth. */
  swing: number;
  pad: PadName;
  figure: KeyName;
  tune: KeyName;
  sparkle: KeyName;
  bass: BassName;
  /** Figures of eighths over the chord: which of its tones, −1 rests. */
  figures: readonly (readonly number[])[];
  /** Rhythms of the tune over two bars: the eighths, 0 to 15, at which a tone begins. */
  rhythms: readonly (readonly number[])[];
  /** Eighths of a bar at which the bass sounds. */
  basslines: readonly (readonly number[])[];
  /** From the lightest to the fullest; none is a mood without drums. */
  grooves: readonly Groove[];
  levels: { pad: number; figure: number; tune: number; bass: number; drums: number; sparkle: number };
  /** Where the pad's filter stands when the music is at its quietest and at its fullest, in Hz. */
  filter: readonly [number, number];
  /** How much of the room is heard, about 1. */
  room: number;
}
