import { type MoodStyle, SCALES } from '#shared/providers/music/mood-style.ts';

/** Low strings and single piano notes in minor: for science, history and the night. */
export const DEEP: MoodStyle = {
  tempo: [54, 66],
  scale: SCALES.minor,
  key: 45,
  progressions: {
    theme: [
      [0, 5, 2, 6],
      [0, 3, 5, 4],
      [0, 5, 3, 4],
    ],
    contrast: [
      [5, 6, 0, 0],
      [3, 0, 5, 6],
      [5, 2, 3, 4],
    ],
  },
  cadence: [5, 6],
  coloured: true,
  swing: 0,
  pad: 'strings',
  figure: 'felt',
  tune: 'felt',
  sparkle: 'vibes',
  bass: 'sub',
  figures: [
    [0, -1, -1, -1, 2, -1, -1, -1],
    [-1, -1, 3, -1, -1, 1, -1, -1],
    [0, -1, 2, -1, -1, -1, 3, -1],
    [0, -1, -1, 3, -1, 2, -1, -1],
  ],
  rhythms: [
    [0, 6, 8],
    [3, 8, 11],
    [0, 4, 10],
    [0, 8, 14],
  ],
  basslines: [[0], [0, 6]],
  grooves: [{ thud: 'x...............' }, { thud: 'x.........-.....', brush: '........-.......' }],
  levels: { pad: 1.1, figure: 0.8, tune: 0.7, bass: 1, drums: 0.55, sparkle: 0.45 },
  filter: [500, 1900],
  room: 1.2,
};
