import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';

/** Light and editorial: warm paper, cut-out shapes, ink and vermilion. */
export const paper: StyleSheet = {
  name: 'paper',
  grounds: [
    {
      from: '#fbf7ef',
      to: '#f1e8d8',
      tints: [
        { colour: '#e9d3b4', alpha: 0.75 },
        { colour: '#d5dfcf', alpha: 0.85 },
        { colour: '#f0cdbb', alpha: 0.7 },
      ],
    },
    {
      from: '#f8f6f0',
      to: '#e8e9e2',
      tints: [
        { colour: '#cfdde0', alpha: 0.85 },
        { colour: '#ead9bd', alpha: 0.75 },
        { colour: '#dde0cd', alpha: 0.8 },
      ],
    },
    {
      from: '#fcf5ee',
      to: '#f3e3d8',
      tints: [
        { colour: '#f1cfc0', alpha: 0.75 },
        { colour: '#eedcb5', alpha: 0.75 },
        { colour: '#d9dbd9', alpha: 0.8 },
      ],
    },
  ],
  motif: 'cut-outs',
  grain: 0.04,
  ink: '#1d1a17',
  muted: '#4a423b',
  accent: '#9a2410',
  onAccent: '#fff8f0',
  panel: '#fffdf9',
  scrim: '#fbf7ef',
  onScrim: '#1d1a17',
  series: ['#2f4b63', '#9a2410', '#566a2b', '#8a5a0c', '#6c4a79', '#24615f'],
  emphasis: 'underline',
  mark: 'masthead',
  corner: 0.08,
  display: { weight: 800, tracking: -0.034, leading: 1.04 },
  heading: { weight: 700, tracking: -0.022, leading: 1.18 },
  body: { weight: 500, tracking: -0.01, leading: 1.32 },
  label: { weight: 500, tracking: 0, leading: 1.3 },
  captions: {
    kind: 'karaoke',
    fontFamily: 'Inter ExtraBold',
    weight: 800,
    size: 0.052,
    fill: '#1d1a17',
    highlight: '#9a2410',
    outline: '#fffaf2',
    outlineWidth: 0.1,
    shadow: 0,
  },
};
