import { type MoodStyle, SCALES } from '#shared/providers/music/mood-style.ts';

/** A steady beat with pulsing synthesiser and bass, dorian: for sport, machines and speed. */
export const DRIVING: MoodStyle = {
  tempo: [112, 128],
  scale: SCALES.dorian,
  key: 45,
  progressions: {
    theme: [
      [0, 0, 3, 6],
      [0, 2, 6, 3],
      [0, 6, 3, 3],
    ],
    contrast: [
      [2, 6, 0, 3],
      [3, 6, 0, 0],
      [2, 3, 4, 6],
    ],
  },
  cadence: [3, 6],
  coloured: true,
  swing: 0,
  pad: 'warm',
  figure: 'pulse',
  tune: 'pulse',
  sparkle: 'kalimba',
  bass: 'synth',
  figures: [
    [0, 2, 3, 2, 0, 2, 3, 1],
    [0, 0, 2, 0, 3, 0, 2, 1],
    [0, 3, 2, 3, 0, 3, 2, 1],
    [0, 2, -1, 3, 2, -1, 1, 2],
  ],
  rhythms: [
    [0, 3, 6, 8, 11],
    [0, 2, 6, 8],
    [3, 6, 8, 14],
    [0, 6, 7, 8, 12],
  ],
  basslines: [
    [0, 2, 4, 6],
    [0, 1, 2, 3, 4, 5, 6, 7],
    [0, 3, 6],
    [0, 2, 3, 6],
  ],
  grooves: [
    { hat: '..x...x...x...x.' },
    { kick: 'X...x...X...x...', hat: '..x...x...x...x.' },
    {
      kick: 'X...x...X...x..-',
      clap: '....x.......x...',
      hat: '-.x.-.x.-.x.-.x.',
      shaker: '-x-x-x-x-x-x-x-x',
    },
  ],
  levels: { pad: 0.75, figure: 0.8, tune: 0.55, bass: 0.9, drums: 0.85, sparkle: 0.4 },
  filter: [900, 5200],
  room: 0.7,
};
