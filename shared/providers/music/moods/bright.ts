import { type MoodStyle, SCALES } from '#shared/providers/music/mood-style.ts';

/** Kalimba and guitar figures, light steps, major: for good news and products. */
export const BRIGHT: MoodStyle = {
  tempo: [98, 114],
  scale: SCALES.major,
  key: 50,
  progressions: {
    theme: [
      [0, 4, 5, 3],
      [0, 3, 5, 4],
      [0, 2, 3, 4],
    ],
    contrast: [
      [3, 0, 4, 5],
      [5, 3, 0, 4],
      [1, 3, 0, 4],
    ],
  },
  cadence: [3, 4],
  coloured: true,
  swing: 0,
  pad: 'warm',
  figure: 'kalimba',
  tune: 'guitar',
  sparkle: 'celesta',
  bass: 'upright',
  figures: [
    [0, 2, 1, 3, 2, 3, 1, 2],
    [0, 1, 2, 3, 2, 1, 2, 3],
    [0, 3, 2, 3, 1, 3, 2, -1],
    [0, -1, 2, 3, -1, 2, 3, -1],
    [0, 2, 3, -1, 1, 2, 3, 2],
  ],
  rhythms: [
    [0, 3, 6, 8, 10],
    [0, 2, 3, 8, 11],
    [4, 6, 8, 12],
    [0, 4, 7, 8, 12, 14],
  ],
  basslines: [
    [0, 3, 6],
    [0, 4],
    [0, 3, 4, 6],
    [0, 6, 7],
  ],
  grooves: [
    { shaker: 'x.-.x.-.x.-.x.--' },
    { kick: 'x.......x.-.....', snap: '....x.......x...', shaker: 'x.-.x.-.x.-.x.--' },
    {
      kick: 'X..-..x.x.-.....',
      snap: '....X.......X..-',
      hat: '-.x.-.x.-.x.-.x.',
      shaker: 'x-x-x-x-x-x-x-x-',
    },
  ],
  levels: { pad: 0.75, figure: 0.95, tune: 0.7, bass: 0.9, drums: 0.7, sparkle: 0.45 },
  filter: [900, 3800],
  room: 0.8,
};
