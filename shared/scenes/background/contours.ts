import type { Motif } from '#shared/scenes/background/motif.ts';
import { paintLight } from '#shared/scenes/background/paint-light.ts';
import { between, oneOf, type Seeded } from '#shared/scenes/seeded.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';

/** Cells of the field on its long side: at 4K a cell is 40 pixels, and its lines still bend smoothly. */
const CELLS = 120;
const LEVELS = 15;

/** Heights of a land of a few hills; coordinates in parts of the long side. */
function land(next: Seeded, breadth: number, tall: number): (x: number, y: number) => number {
  const hills = Array.from({ length: 7 }, () => ({
    x: between(next, 0, breadth),
    y: between(next, 0, tall),
    spread: between(next, 0.1, 0.26),
    height: between(next, 0.4, 1) * oneOf(next, [1, 1, -0.7]),
  }));
  return (x, y) =>
    hills.reduce((sum, hill) => {
      const [dx, dy] = [(x - hill.x) / hill.spread, (y - hill.y) / (hill.spread * 0.8)];
      return sum + hill.height * Math.exp(-(dx * dx + dy * dy));
    }, 0);
}

/** The lines of equal height of a land, as on a map of it; every fifth is stronger. */
export const contours: Motif = (context, size, ground, next, { ink }) => {
  const { width, height } = size;
  const long = Math.max(width, height);
  ground.tints.forEach((tint, index) => {
    const x = width * (index === 0 ? between(next, 0.7, 1) : between(next, 0, 1));
    const y = height * oneOf(next, [0, 1]);
    paintLight(context, tint, { x, y, radius: long * between(next, 0.45, 0.7) });
  });
  const cell = long / CELLS;
  const [columns, rows] = [Math.ceil(width / cell) + 1, Math.ceil(height / cell) + 1];
  const heightAt = land(next, width / long, height / long);
  const field = Float64Array.from({ length: columns * rows }, (_, at) =>
    heightAt((at % columns) / CELLS, Math.floor(at / columns) / CELLS),
  );
  const [low, high] = field.reduce(
    ([a, b], v) => [Math.min(a, v), Math.max(b, v)] as [number, number],
    [0, 0],
  );
  for (let level = 1; level < LEVELS; level += 1) {
    const wanted = low + ((high - low) * level) / LEVELS;
    context.beginPath();
    for (let row = 0; row + 1 < rows; row += 1) {
      for (let column = 0; column + 1 < columns; column += 1) {
        const at = row * columns + column;
        const corners = [field[at], field[at + 1], field[at + columns + 1], field[at + columns]] as number[];
        const cuts = crossings(corners, wanted);
        for (let cut = 0; cut + 1 < cuts.length; cut += 2) {
          const [from, to] = [cuts[cut] as [number, number], cuts[cut + 1] as [number, number]];
          context.moveTo((column + from[0]) * cell, (row + from[1]) * cell);
          context.lineTo((column + to[0]) * cell, (row + to[1]) * cell);
        }
      }
    }
    const strong = level % 5 === 0;
    context.lineWidth = long * (strong ? 0.0013 : 0.0008);
    context.strokeStyle = withAlpha(ink, strong ? 0.2 : 0.11);
    context.stroke();
  }
};

/** Where a level crosses the edges of a cell whose corners run clockwise from the upper left (marching squares). */
function crossings(corners: readonly number[], level: number): [number, number][] {
  const places: [number, number][] = [];
  for (let edge = 0; edge < 4; edge += 1) {
    const [from, to] = [corners[edge] ?? 0, corners[(edge + 1) % 4] ?? 0];
    if (from < level === to < level) continue;
    const part = (level - from) / (to - from);
    places.push(edge === 0 ? [part, 0] : edge === 1 ? [1, part] : edge === 2 ? [1 - part, 1] : [0, 1 - part]);
  }
  return places;
}
