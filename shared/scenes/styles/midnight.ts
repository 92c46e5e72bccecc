import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';

/** Dark and elegant: deep blue with distant lights, fine lines, warm gold. */
export const midnight: StyleSheet = {
  name: 'midnight',
  grounds: [
    {
      from: '#070b18',
      to: '#141d3d',
      tints: [
        { colour: '#3d4fd1', alpha: 0.42 },
        { colour: '#7a3fb8', alpha: 0.34 },
        { colour: '#14707f', alpha: 0.36 },
      ],
    },
    {
      from: '#080d16',
      to: '#10283a',
      tints: [
        { colour: '#1580a0', alpha: 0.4 },
        { colour: '#3b4cc4', alpha: 0.36 },
        { colour: '#0f7a68', alpha: 0.32 },
      ],
    },
    {
      from: '#0d0917',
      to: '#261a40',
      tints: [
        { colour: '#7443c0', alpha: 0.4 },
        { colour: '#a33a78', alpha: 0.28 },
        { colour: '#2f49b8', alpha: 0.36 },
      ],
    },
  ],
  motif: 'orbits',
  grain: 0.035,
  ink: '#f4f5fb',
  muted: '#c8cfe6',
  accent: '#f7c873',
  onAccent: '#17120a',
  panel: '#1c2654',
  scrim: '#060913',
  onScrim: '#f4f5fb',
  series: ['#9db0ff', '#f7c873', '#66d9c6', '#f195b8', '#c0a6ff', '#a6d985'],
  emphasis: 'colour',
  mark: 'rule',
  corner: 0.28,
  display: { weight: 700, tracking: -0.028, leading: 1.08 },
  heading: { weight: 600, tracking: -0.02, leading: 1.2 },
  body: { weight: 500, tracking: -0.008, leading: 1.3 },
  label: { weight: 500, tracking: 0, leading: 1.3 },
  captions: {
    kind: 'karaoke',
    fontFamily: 'Inter ExtraBold',
    weight: 800,
    size: 0.052,
    fill: '#ffffff',
    highlight: '#f7c873',
    outline: '#070b18',
    outlineWidth: 0.07,
    shadow: 0.03,
  },
};
