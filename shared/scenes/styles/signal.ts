import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';

/** Bold and vivid: saturated colour, large geometry, markers. */
export const signal: StyleSheet = {
  name: 'signal',
  grounds: [
    {
      from: '#2412b8',
      to: '#5a10b4',
      tints: [
        { colour: '#c4157a', alpha: 0.45 },
        { colour: '#1d4dff', alpha: 0.6 },
        { colour: '#12063f', alpha: 0.55 },
      ],
    },
    {
      from: '#7a0f8e',
      to: '#a30f4a',
      tints: [
        { colour: '#e8451f', alpha: 0.2 },
        { colour: '#5a16c9', alpha: 0.6 },
        { colour: '#3a0638', alpha: 0.5 },
      ],
    },
    {
      from: '#07379e',
      to: '#2a17a6',
      tints: [
        { colour: '#0a86a8', alpha: 0.42 },
        { colour: '#7a1fd0', alpha: 0.55 },
        { colour: '#04123f', alpha: 0.55 },
      ],
    },
  ],
  motif: 'beams',
  grain: 0.04,
  ink: '#ffffff',
  muted: '#f1eeff',
  accent: '#ffe14a',
  onAccent: '#190a3a',
  panel: '#12063a',
  scrim: '#12063a',
  onScrim: '#ffffff',
  series: ['#ffffff', '#ffe14a', '#5cf0ff', '#ffb4e1', '#8dffb5', '#ffcb99'],
  emphasis: 'marker',
  mark: 'block',
  corner: 0,
  display: { weight: 900, tracking: -0.036, leading: 1.03 },
  heading: { weight: 800, tracking: -0.024, leading: 1.16 },
  body: { weight: 600, tracking: -0.01, leading: 1.28 },
  label: { weight: 600, tracking: 0, leading: 1.28 },
  captions: {
    kind: 'karaoke',
    fontFamily: 'Inter Black',
    weight: 900,
    size: 0.054,
    fill: '#ffffff',
    highlight: '#ffe14a',
    outline: '#12063a',
    outlineWidth: 0.09,
    shadow: 0.03,
  },
};
