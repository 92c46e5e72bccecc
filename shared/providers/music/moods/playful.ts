import { type MoodStyle, SCALES } from '#shared/providers/music/mood-style.ts';

/** Marimba and plucks that hop, with a swing, major: for curiosities and children. */
export const PLAYFUL: MoodStyle = {
  tempo: [104, 122],
  scale: SCALES.major,
  key: 48,
  progressions: {
    theme: [
      [0, 0, 3, 4],
      [0, 5, 1, 4],
      [0, 3, 0, 4],
    ],
    contrast: [
      [3, 4, 2, 5],
      [5, 1, 4, 0],
      [3, 0, 1, 4],
    ],
  },
  cadence: [1, 4],
  coloured: true,
  swing: 0.3,
  pad: 'glass',
  figure: 'marimba',
  tune: 'kalimba',
  sparkle: 'celesta',
  bass: 'upright',
  figures: [
    [0, -1, 2, -1, 1, -1, 2, 3],
    [0, 2, -1, 2, 1, -1, 3, -1],
    [-1, 2, -1, 3, -1, 2, 1, -1],
    [0, 1, 2, -1, 3, -1, 2, -1],
  ],
  rhythms: [
    [0, 1, 3, 8, 10],
    [0, 3, 4, 6, 8],
    [2, 3, 6, 8, 9, 11],
    [0, 4, 8, 11, 12],
  ],
  basslines: [
    [0, 4],
    [0, 4, 7],
    [0, 3, 4],
  ],
  grooves: [
    { snap: '....x.......x...' },
    { thud: 'x.......x.......', snap: '....x.......x...', shaker: 'x.-.x.-.x.-.x.-.' },
    {
      thud: 'x.....-.x.......',
      snap: '....X.......X...',
      rim: '..-...x...-..x..',
      shaker: 'x.-.x.-.x.-.x.--',
    },
  ],
  levels: { pad: 0.5, figure: 1, tune: 0.75, bass: 0.95, drums: 0.7, sparkle: 0.4 },
  filter: [900, 3200],
  room: 0.7,
};
