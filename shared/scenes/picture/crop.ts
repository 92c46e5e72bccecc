import type { InterestMap } from '#shared/scenes/picture/interest.ts';

/** Part of a picture: corner and size in parts of its width and height; `focus` within it, 0 to 1. */
export interface Crop {
  x: number;
  y: number;
  width: number;
  height: number;
  focus: { x: number; y: number };
}

/** Start (0 to 1 − share) of the window over `sums` that holds the most. */
function bestWindow(sums: Float64Array, share: number): number {
  const length = Math.max(1, Math.round(sums.length * share));
  let sum = 0;
  for (let index = 0; index < length; index += 1) sum += sums[index] ?? 0;
  let [best, start] = [sum, 0];
  const ties: number[] = [0];
  for (let index = length; index < sums.length; index += 1) {
    sum += (sums[index] ?? 0) - (sums[index - length] ?? 0);
    if (sum > best * (1 + 1e-9)) {
      [best, start] = [sum, index - length + 1];
      ties.length = 0;
    }
    if (Math.abs(sum - best) <= best * 1e-9) ties.push(index - length + 1);
  }
  const middle = ties[Math.floor(ties.length / 2)] ?? start;
  return Math.min(1 - share, middle / sums.length);
}

/** Sums of the map along the other axis. */
function profile({ columns, rows, values }: InterestMap, axis: 'x' | 'y'): Float64Array {
  const sums = new Float64Array(axis === 'x' ? columns : rows);
  values.forEach((value, index) => {
    const at = axis === 'x' ? index % columns : Math.floor(index / columns);
    sums[at] = (sums[at] ?? 0) + value;
  });
  return sums;
}

function centroid(map: InterestMap, crop: Omit<Crop, 'focus'>): { x: number; y: number } {
  let [sum, atX, atY] = [0, 0, 0];
  map.values.forEach((value, index) => {
    const x = ((index % map.columns) + 0.5) / map.columns;
    const y = (Math.floor(index / map.columns) + 0.5) / map.rows;
    const inside = x >= crop.x && x < crop.x + crop.width && y >= crop.y && y < crop.y + crop.height;
    if (!inside) return;
    sum += value;
    atX += value * ((x - crop.x) / crop.width);
    atY += value * ((y - crop.y) / crop.height);
  });
  return sum === 0 ? { x: 0.5, y: 0.5 } : { x: atX / sum, y: atY / sum };
}

/** The part with the wanted ratio of sides (width ÷ height) that shows the most of interest, as large as can be. */
export function cropTo(map: InterestMap, pictureRatio: number, wantedRatio: number): Crop {
  const width = Math.min(1, wantedRatio / pictureRatio);
  const height = Math.min(1, pictureRatio / wantedRatio);
  const box = {
    x: width < 1 ? bestWindow(profile(map, 'x'), width) : 0,
    y: height < 1 ? bestWindow(profile(map, 'y'), height) : 0,
    width,
    height,
  };
  return { ...box, focus: centroid(map, box) };
}
