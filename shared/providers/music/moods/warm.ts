import { type MoodStyle, SCALES } from '#shared/providers/music/mood-style.ts';

/** Picked guitar and upright bass with brushes, mixolydian: for people and places. */
export const WARM: MoodStyle = {
  tempo: [82, 96],
  scale: SCALES.mixolydian,
  key: 47,
  progressions: {
    theme: [
      [0, 6, 3, 0],
      [0, 3, 0, 4],
      [0, 5, 3, 6],
    ],
    contrast: [
      [3, 0, 6, 4],
      [5, 3, 0, 6],
      [1, 3, 4, 4],
    ],
  },
  cadence: [3, 6],
  coloured: true,
  swing: 0.18,
  pad: 'warm',
  figure: 'guitar',
  tune: 'felt',
  sparkle: 'vibes',
  bass: 'upright',
  figures: [
    [0, 2, 3, 2, 1, 2, 3, 2],
    [0, -1, 2, 3, 1, -1, 3, 2],
    [0, 2, 1, 3, 0, 2, 3, -1],
    [0, 3, 2, -1, 1, 3, 2, 3],
  ],
  rhythms: [
    [0, 2, 3, 8, 10],
    [0, 5, 6, 8],
    [2, 4, 8, 12, 13],
    [0, 6, 8, 14],
  ],
  basslines: [
    [0, 4],
    [0, 3, 6],
    [0, 4, 7],
  ],
  grooves: [
    { brush: '....x.......x...' },
    { thud: 'x.......x.......', brush: '-.-.x.-.-.-.x.-.' },
    { thud: 'x..-....x.-.....', brush: '-.-.X.--.--.X.-.', shaker: 'x.-.x.-.x.-.x.-.' },
  ],
  levels: { pad: 0.7, figure: 1, tune: 0.75, bass: 0.95, drums: 0.65, sparkle: 0.4 },
  filter: [800, 2800],
  room: 0.8,
};
