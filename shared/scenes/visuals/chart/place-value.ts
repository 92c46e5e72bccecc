import type { Area } from '#shared/scenes/frame.ts';

/** A point of a line in the frame's pixels. */
export interface LinePoint {
  x: number;
  y: number;
}

/** Distances of a label's middle from its point, in parts of the font size, nearest first. */
const DISTANCES = [1.15, 1.5, 1.9, 2.4];
/** Half of a label's height, and the room around it, in parts of the font size. */
const HALF_HEIGHT = 0.42;
const ROOM = 0.16;

/** How much of a stretch of a line, 0 to 1, lies in a box: the line is clipped by its sides (Liang and Barsky, 1984). */
function lengthInside(from: LinePoint, to: LinePoint, box: Area): number {
  let [enter, leave] = [0, 1];
  const sides = [
    [from.x - to.x, from.x - box.x],
    [to.x - from.x, box.x + box.width - from.x],
    [from.y - to.y, from.y - box.y],
    [to.y - from.y, box.y + box.height - from.y],
  ] as const;
  for (const [direction, distance] of sides) {
    if (direction === 0 && distance < 0) return 0;
    if (direction < 0) enter = Math.max(enter, distance / direction);
    if (direction > 0) leave = Math.min(leave, distance / direction);
  }
  return Math.max(0, leave - enter);
}

/** How far a box is covered by a line, in pixels of the line's length. */
function covered(line: readonly LinePoint[], box: Area): number {
  return line.slice(1).reduce((sum, to, index) => {
    const from = line[index] ?? to;
    return sum + lengthInside(from, to, box) * Math.hypot(to.x - from.x, to.y - from.y);
  }, 0);
}

/** Whether two boxes share a point. */
function overlap(a: Area, b: Area): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/**
 * The box of a value written beside the point `index` of a line: above it, or below it in a valley, moved away from the
 * line and from the boxes `taken` by others as far as `bounds` allow. `width` and `size` are those of the text.
 */
export function placeValue(
  line: readonly LinePoint[],
  index: number,
  text: { width: number; size: number },
  bounds: Area,
  taken: readonly Area[],
): Area {
  const { width, size } = text;
  const point = line[index] ?? { x: bounds.x, y: bounds.y };
  const before = line[index - 1] ?? point;
  const after = line[index + 1] ?? point;
  const valley = point.y >= before.y && point.y >= after.y && !(point.y === before.y && point.y === after.y);
  const middles = [0, -0.55, 0.55, -1.05, 1.05].map((part) => point.x + part * width);
  const sides = valley ? [1, -1] : [-1, 1];
  const inside = (x: number): number =>
    Math.min(Math.max(x - width / 2, bounds.x), bounds.x + bounds.width - width);
  const boxes = DISTANCES.flatMap((distance) =>
    sides.flatMap((side) =>
      middles.map((x) => ({
        x: inside(x),
        y: point.y + side * distance * size - HALF_HEIGHT * size,
        width,
        height: 2 * HALF_HEIGHT * size,
      })),
    ),
  );
  const cost = (box: Area): number => {
    const pad = ROOM * size;
    const padded = {
      x: box.x - pad,
      y: box.y - pad,
      width: width + 2 * pad,
      height: box.height + 2 * pad,
    };
    const out = Math.max(0, bounds.y - box.y, box.y + box.height - bounds.y - bounds.height);
    const others = taken.some((other) => overlap(padded, other)) ? 10 * size : 0;
    return covered(line, padded) + out * 10 + others;
  };
  const costs = boxes.map(cost);
  return boxes[costs.indexOf(Math.min(...costs))] as Area;
}
