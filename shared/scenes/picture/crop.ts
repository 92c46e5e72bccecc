import type { InterestMap } from '#shared/scenes/picture/interest.ts';

/** Part of a picture: corner and size in parts of its width and height; `focus` within it, 0 to 1. */
export interface Crop {
  x: number;
  y: number;
  width: number;
  height: number;
  focus: { x: number; y: number };
}

/** Start (0 to 1 − share) of the window over `sums` that holds the most, moved so that what it holds is in its middle. */
function bestWindow(sums: Float64Array, share: number): number {
  const length = Math.max(1, Math.round(sums.length * share));
  const held = (start: number): number =>
    sums.subarray(start, start + length).reduce((sum, one) => sum + one, 0);
  let [best, start] = [held(0), 0];
  for (let candidate = 1; candidate + length <= sums.length; candidate += 1) {
    const sum = held(candidate);
    if (sum > best) [best, start] = [sum, candidate];
  }
  if (best === 0) return (1 - share) / 2;
  const weighted = sums
    .subarray(start, start + length)
    .reduce((sum, one, offset) => sum + one * (start + offset + 0.5), 0);
  return Math.min(1 - share, Math.max(0, weighted / best / sums.length - share / 2));
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

/** A picture that is shown whole may lose this part if that makes it larger. */
const MAX_TRIM = 0.25;

/** The shape (width ÷ height) of a picture, brought nearer to that of its room by cutting off at most a quarter. */
export function trimmedShape(shape: number, roomShape: number): number {
  const keep = 1 - MAX_TRIM;
  return shape > roomShape ? Math.max(roomShape, shape * keep) : Math.min(roomShape, shape / keep);
}
