import type { PadName, StruckName } from '#shared/providers/music/sounds/instruments.ts';

/** One note: when it begins and how long it is held, in seconds; `level` is linear, `pan` from −1 (left) to 1. */
export interface Note {
  instrument: PadName | StruckName;
  start: number;
  length: number;
  /** MIDI number; without meaning for drums. */
  pitch: number;
  level: number;
  pan: number;
}

/** Frequency of a MIDI number in Hz, A4 = 440. */
export function frequencyOf(pitch: number): number {
  return 440 * 2 ** ((pitch - 69) / 12);
}
