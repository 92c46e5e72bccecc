import { type MoodStyle, SCALES } from '#shared/providers/music/mood-style.ts';

/** Glass pads and bells that echo, lydian: for ideas and what may be. */
export const DREAMY: MoodStyle = {
  tempo: [72, 86],
  scale: SCALES.lydian,
  key: 48,
  progressions: {
    theme: [
      [0, 1, 0, 4],
      [0, 4, 1, 0],
      [0, 5, 1, 4],
    ],
    contrast: [
      [5, 1, 0, 4],
      [4, 1, 5, 0],
      [1, 5, 4, 4],
    ],
  },
  cadence: [1, 4],
  coloured: true,
  swing: 0,
  pad: 'glass',
  figure: 'celesta',
  tune: 'vibes',
  sparkle: 'harp',
  bass: 'sub',
  figures: [
    [0, 2, 3, -1, 1, -1, 3, -1],
    [0, -1, 3, 2, -1, 1, -1, 3],
    [-1, 2, -1, 3, -1, 1, 2, -1],
    [0, 1, 2, 3, 2, -1, -1, -1],
  ],
  rhythms: [
    [0, 6, 8, 11],
    [2, 8, 10],
    [0, 3, 8, 12],
    [4, 6, 8, 14],
  ],
  basslines: [[0], [0, 5]],
  grooves: [
    { shaker: '-...x...-...x...' },
    { thud: 'x.....x.........', rim: '....-.......x...', shaker: '-.-.x.-.-.-.x.-.' },
  ],
  levels: { pad: 1, figure: 0.75, tune: 0.65, bass: 0.85, drums: 0.5, sparkle: 0.45 },
  filter: [800, 3400],
  room: 1.3,
};
