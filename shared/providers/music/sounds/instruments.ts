/** Sample rate of the music, in Hz. */
export const MUSIC_RATE = 48_000;

/** Where an instrument stands: its level, and how much of it goes into the room and into the echo. */
interface Placing {
  level: number;
  room: number;
  echo: number;
}

/** What holds chords, note by note for as long as they are held. */
export const PADS = {
  strings: { level: 0.032, room: 0.45, echo: 0 },
  warm: { level: 0.04, room: 0.4, echo: 0 },
  glass: { level: 0.046, room: 0.6, echo: 0 },
  choir: { level: 0.03, room: 0.65, echo: 0 },
  dark: { level: 0.034, room: 0.45, echo: 0 },
} as const satisfies Record<string, Placing>;
/** Name of a pad. */
export type PadName = keyof typeof PADS;

/** What is struck or plucked and dies away by itself. */
export const KEYS = {
  felt: { level: 0.17, room: 0.3, echo: 0.06 },
  vibes: { level: 0.12, room: 0.45, echo: 0.12 },
  celesta: { level: 0.09, room: 0.5, echo: 0.22 },
  marimba: { level: 0.19, room: 0.28, echo: 0.04 },
  kalimba: { level: 0.15, room: 0.32, echo: 0.14 },
  guitar: { level: 0.19, room: 0.22, echo: 0.05 },
  harp: { level: 0.14, room: 0.45, echo: 0.1 },
  pulse: { level: 0.115, room: 0.2, echo: 0.2 },
  horn: { level: 0.085, room: 0.55, echo: 0.05 },
} as const satisfies Record<string, Placing>;
/** Name of an instrument of {@link KEYS}. */
export type KeyName = keyof typeof KEYS;

/** What plays the lowest part. */
export const BASSES = {
  sub: { level: 0.17, room: 0.05, echo: 0 },
  upright: { level: 0.2, room: 0.08, echo: 0 },
  synth: { level: 0.13, room: 0.03, echo: 0 },
} as const satisfies Record<string, Placing>;
/** Name of a bass. */
export type BassName = keyof typeof BASSES;

/** Drums and what else has no pitch. */
export const DRUMS = {
  kick: { level: 0.3, room: 0.03, echo: 0 },
  thud: { level: 0.26, room: 0.1, echo: 0 },
  snap: { level: 0.1, room: 0.25, echo: 0 },
  clap: { level: 0.125, room: 0.25, echo: 0 },
  rim: { level: 0.08, room: 0.2, echo: 0.08 },
  brush: { level: 0.075, room: 0.15, echo: 0 },
  shaker: { level: 0.045, room: 0.08, echo: 0 },
  hat: { level: 0.056, room: 0.05, echo: 0 },
  tick: { level: 0.05, room: 0.2, echo: 0.05 },
  tom: { level: 0.2, room: 0.3, echo: 0 },
  taiko: { level: 0.26, room: 0.4, echo: 0 },
  swell: { level: 0.06, room: 0.35, echo: 0 },
  boom: { level: 0.28, room: 0.25, echo: 0 },
} as const satisfies Record<string, Placing>;
/** Name of a drum. */
export type DrumName = keyof typeof DRUMS;

/** Everything that is made once for each pitch and then played as often as it is wanted. */
export const STRUCK = { ...KEYS, ...BASSES, ...DRUMS };
/** Name of an instrument that is not a pad. */
export type StruckName = keyof typeof STRUCK;

/** Whether the instrument holds its notes. */
export function isPad(instrument: StruckName | PadName): instrument is PadName {
  return Object.hasOwn(PADS, instrument);
}
