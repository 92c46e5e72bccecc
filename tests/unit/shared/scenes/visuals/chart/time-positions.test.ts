import { expect, it } from 'vitest';
import { timePositions } from '#shared/scenes/visuals/chart/time-positions.ts';

const rounded = (labels: string[]) => timePositions(labels)?.map((at) => Number(at.toFixed(3)));

it.each([
  [
    ['1930', '1950', '1990', '2023'],
    [0, 0.215, 0.645, 1],
  ],
  [
    ['1950s', '1960s', '1990s'],
    [0, 0.25, 1],
  ],
  [
    ['2024-01', '2024-02', '2024-05'],
    [0, 0.25, 1],
  ],
  [
    ['01/2024', '02/2024', '05/2024'],
    [0, 0.25, 1],
  ],
  [
    ['Q1 2023', 'Q2 2023', '2024 Q1'],
    [0, 0.25, 1],
  ],
  [
    ['2024-01-01', '2024-01-16', '2024-02-01'],
    [0, 0.492, 1],
  ],
])('%j stand where they lie in time', (labels, positions) => {
  expect(rounded(labels)).toEqual(positions);
});

it.each([
  [['Espresso', 'Filter']],
  [['1930', 'today']],
  [['2020', '2010']],
  [['2020', '2020']],
  [['1', '2', '4']],
  [['2024-13', '2024-14']],
  [['2024']],
  [[]],
])('%j are no points in time', (labels) => {
  expect(timePositions(labels)).toBeUndefined();
});
