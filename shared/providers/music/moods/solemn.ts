import { type MoodStyle, SCALES } from '#shared/providers/music/mood-style.ts';

/** A slow choir and harp, dorian: for memory, nature and ceremony. */
export const SOLEMN: MoodStyle = {
  tempo: [52, 62],
  scale: SCALES.dorian,
  key: 46,
  progressions: {
    theme: [
      [0, 3, 6, 0],
      [0, 6, 3, 4],
      [0, 2, 3, 0],
    ],
    contrast: [
      [2, 3, 0, 4],
      [3, 6, 2, 4],
      [6, 3, 0, 0],
    ],
  },
  cadence: [3, 4],
  coloured: false,
  swing: 0,
  pad: 'choir',
  figure: 'harp',
  tune: 'horn',
  sparkle: 'celesta',
  bass: 'sub',
  figures: [
    [0, 1, 2, -1, 3, -1, 2, -1],
    [0, -1, 1, -1, 2, -1, 3, -1],
    [0, -1, -1, -1, 2, 1, -1, -1],
    [0, 1, 2, 3, -1, -1, -1, -1],
  ],
  rhythms: [
    [0, 4, 8],
    [0, 6, 8, 12],
    [4, 8, 12],
    [0, 8],
  ],
  basslines: [[0], [0, 4]],
  grooves: [{ thud: 'x...............' }, { taiko: '-.......-.......' }],
  levels: { pad: 1.1, figure: 0.85, tune: 0.7, bass: 0.85, drums: 0.5, sparkle: 0.4 },
  filter: [700, 2400],
  room: 1.35,
};
