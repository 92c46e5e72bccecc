import { type MoodStyle, SCALES } from '#shared/providers/music/mood-style.ts';

/** A ticking pulse under dark strings, phrygian: for risks and open questions. */
export const TENSE: MoodStyle = {
  tempo: [84, 100],
  scale: SCALES.phrygian,
  key: 45,
  progressions: {
    theme: [
      [0, 0, 1, 0],
      [0, 5, 1, 0],
      [0, 3, 1, 1],
    ],
    contrast: [
      [5, 3, 1, 0],
      [3, 5, 6, 1],
      [5, 6, 0, 1],
    ],
  },
  cadence: [5, 6],
  coloured: false,
  swing: 0,
  pad: 'dark',
  figure: 'pulse',
  tune: 'felt',
  sparkle: 'vibes',
  bass: 'synth',
  figures: [
    [0, 0, 0, 0, 0, 0, 0, 0],
    [0, -1, 0, 0, 1, -1, 0, 0],
    [0, 0, 2, 0, 0, 2, 0, 1],
    [0, -1, 0, -1, 0, 0, -1, 2],
  ],
  rhythms: [
    [0, 8],
    [4, 8, 14],
    [0, 3, 8],
    [6, 8, 12],
  ],
  basslines: [[0], [0, 3], [0, 6, 7]],
  grooves: [
    { tick: 'x...x...x...x...' },
    { tick: 'x.-.x.-.x.-.x.-.', thud: 'x.....-.........' },
    { tick: 'x-x-x-x-x-x-x-x-', taiko: 'x.....-...x.....', thud: '........x.......' },
  ],
  levels: { pad: 1, figure: 0.7, tune: 0.6, bass: 0.85, drums: 0.75, sparkle: 0.35 },
  filter: [450, 2000],
  room: 1,
};
