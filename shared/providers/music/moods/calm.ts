import { type MoodStyle, SCALES } from '#shared/providers/music/mood-style.ts';

/** Felt piano over strings, unhurried, major: for explaining. */
export const CALM: MoodStyle = {
  tempo: [66, 80],
  scale: SCALES.major,
  key: 48,
  progressions: {
    theme: [
      [0, 5, 3, 4],
      [0, 2, 3, 4],
      [0, 3, 5, 3],
    ],
    contrast: [
      [3, 0, 1, 4],
      [5, 3, 0, 4],
      [3, 4, 5, 2],
    ],
  },
  cadence: [3, 4],
  coloured: true,
  swing: 0,
  pad: 'strings',
  figure: 'felt',
  tune: 'vibes',
  sparkle: 'celesta',
  bass: 'sub',
  figures: [
    [0, -1, 2, -1, 3, -1, 2, -1],
    [0, -1, -1, 2, -1, -1, 3, -1],
    [0, 1, 2, 3, -1, 2, -1, -1],
    [0, 2, -1, 3, -1, 2, -1, 1],
    [-1, 1, -1, 2, -1, 3, -1, 2],
  ],
  rhythms: [
    [0, 3, 6, 8],
    [2, 4, 8, 11],
    [0, 4, 6, 10],
    [0, 6, 8, 9, 12],
  ],
  basslines: [[0], [0, 5], [0, 6]],
  grooves: [
    { shaker: '-.-.x.-.-.-.x.-.' },
    { thud: 'x.........x.....', brush: '....x.......x...', shaker: '-.-.x.-.-.-.x.--' },
  ],
  levels: { pad: 1, figure: 0.9, tune: 0.75, bass: 0.85, drums: 0.5, sparkle: 0.5 },
  filter: [700, 2600],
  room: 1,
};
