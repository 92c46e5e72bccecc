import type { FormBar } from '#shared/providers/music/form.ts';
import type { MoodStyle } from '#shared/providers/music/mood-style.ts';
import type { Note } from '#shared/providers/music/sounds/note.ts';
import type { Seeded } from '#shared/scenes/seeded.ts';

/** What every part of the piece is written from. */
export interface PartContext {
  style: MoodStyle;
  /** MIDI number of the key. */
  key: number;
  /** A source of its own for each part, so that a change in one leaves the others as they are. */
  random: Seeded;
}

/** A bar with the tones of its chord, from low to high. */
export interface VoicedBar extends FormBar {
  voicing: readonly number[];
}

/** Writes one layer of the piece, bar by bar. */
export type Part = (bar: VoicedBar, next: VoicedBar | undefined) => Note[];

/** A hand is never quite on time: up to so many seconds early or late, mostly less. */
export function human(random: Seeded, most: number): number {
  return (random() + random() - 1) * most;
}

/** Grows from 0 at the energy `from` to 1 at `full`. */
export function presence(energy: number, from: number, full: number): number {
  return Math.max(0, Math.min(1, (energy - from) / (full - from)));
}

/** The highest pitch that is no whistle: G6. */
const HIGHEST = 91;

/** A pitch, an octave lower where it would be too high. */
export function heard(pitch: number): number {
  return pitch > HIGHEST ? pitch - 12 : pitch;
}
