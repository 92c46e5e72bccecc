import { type MoodStyle, SCALES } from '#shared/providers/music/mood-style.ts';

/** Wide strings, low drums and a rising tune in minor: for great undertakings. */
export const EPIC: MoodStyle = {
  tempo: [84, 98],
  scale: SCALES.minor,
  key: 43,
  progressions: {
    theme: [
      [0, 5, 2, 6],
      [0, 6, 5, 6],
      [0, 2, 6, 3],
    ],
    contrast: [
      [5, 6, 0, 2],
      [3, 5, 6, 4],
      [5, 2, 6, 0],
    ],
  },
  cadence: [5, 6],
  coloured: false,
  swing: 0,
  pad: 'strings',
  figure: 'pulse',
  tune: 'horn',
  sparkle: 'harp',
  bass: 'sub',
  figures: [
    [0, 0, 2, 0, 1, 0, 2, 0],
    [0, -1, 0, 2, 0, -1, 0, 1],
    [0, 1, 2, 1, 0, 1, 2, 1],
    [0, 0, 1, 0, 2, 0, 1, 0],
  ],
  rhythms: [
    [0, 4, 8, 12],
    [0, 6, 8, 14],
    [0, 3, 4, 8],
    [0, 8, 12],
  ],
  basslines: [[0], [0, 4], [0, 6, 7]],
  grooves: [
    { taiko: 'x...............' },
    { taiko: 'X.....x.x.......', shaker: 'x.-.x.-.x.-.x.-.' },
    { taiko: 'X..x..x.X..x....', tom: '......-.....x.x-', shaker: 'x-x-x-x-x-x-x-x-' },
  ],
  levels: { pad: 1.3, figure: 0.65, tune: 0.85, bass: 0.95, drums: 0.85, sparkle: 0.45 },
  filter: [600, 4500],
  room: 1.2,
};
