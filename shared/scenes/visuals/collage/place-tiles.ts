import type { Area, FrameSize } from '#shared/scenes/frame.ts';

/** A tile in parts of the frame's sides: left, top, width, height. */
type Tile = readonly [x: number, y: number, width: number, height: number];

/** Grids by number of pictures: the first one leads, the others keep it company. */
const BROAD: Readonly<Record<number, readonly Tile[]>> = {
  2: [
    [0, 0, 0.56, 1],
    [0.56, 0, 0.44, 1],
  ],
  3: [
    [0, 0, 0.58, 1],
    [0.58, 0, 0.42, 0.5],
    [0.58, 0.5, 0.42, 0.5],
  ],
  4: [
    [0, 0, 0.5, 1],
    [0.5, 0, 0.5, 0.5],
    [0.5, 0.5, 0.25, 0.5],
    [0.75, 0.5, 0.25, 0.5],
  ],
  5: [
    [0, 0, 0.44, 1],
    [0.44, 0, 0.28, 0.5],
    [0.72, 0, 0.28, 0.5],
    [0.44, 0.5, 0.28, 0.5],
    [0.72, 0.5, 0.28, 0.5],
  ],
};
const UPRIGHT: Readonly<Record<number, readonly Tile[]>> = {
  2: [
    [0, 0, 1, 0.52],
    [0, 0.52, 1, 0.48],
  ],
  3: [
    [0, 0, 1, 0.44],
    [0, 0.44, 0.5, 0.56],
    [0.5, 0.44, 0.5, 0.56],
  ],
  4: [
    [0, 0, 1, 0.36],
    [0, 0.36, 0.5, 0.3],
    [0.5, 0.36, 0.5, 0.3],
    [0, 0.66, 1, 0.34],
  ],
  5: [
    [0, 0, 1, 0.38],
    [0, 0.38, 0.5, 0.28],
    [0.5, 0.38, 0.5, 0.28],
    [0, 0.66, 0.5, 0.34],
    [0.5, 0.66, 0.5, 0.34],
  ],
};
const SQUARE: Readonly<Record<number, readonly Tile[]>> = {
  2: [
    [0, 0, 0.5, 1],
    [0.5, 0, 0.5, 1],
  ],
  3: [
    [0, 0, 1, 0.54],
    [0, 0.54, 0.5, 0.46],
    [0.5, 0.54, 0.5, 0.46],
  ],
  4: [
    [0, 0, 0.5, 0.5],
    [0.5, 0, 0.5, 0.5],
    [0, 0.5, 0.5, 0.5],
    [0.5, 0.5, 0.5, 0.5],
  ],
  5: [
    [0, 0, 0.5, 0.56],
    [0.5, 0, 0.5, 0.56],
    [0, 0.56, 0.34, 0.44],
    [0.34, 0.56, 0.33, 0.44],
    [0.67, 0.56, 0.33, 0.44],
  ],
};

/** Boxes of two to five pictures that fill the frame edge to edge, `gap` pixels apart, in whole pixels. */
export function placeTiles(count: number, { width, height }: FrameSize, gap: number): Area[] {
  const grids = width > height ? BROAD : width < height ? UPRIGHT : SQUARE;
  const tiles = grids[count] ?? [];
  const half = gap / 2;
  return tiles.map(([x, y, wide, high]) => {
    const left = x === 0 ? 0 : Math.round(x * width + half);
    const top = y === 0 ? 0 : Math.round(y * height + half);
    const right = x + wide > 0.999 ? width : Math.round((x + wide) * width - half);
    const bottom = y + high > 0.999 ? height : Math.round((y + high) * height - half);
    return { x: left, y: top, width: right - left, height: bottom - top };
  });
}
