import type { Area } from '#shared/scenes/frame.ts';

/** A pill's box. */
export interface Node {
  area: Area;
}

function row(area: Area, y: number, height: number, count: number, gap: number): Node[] {
  const width = Math.min((area.width - (count - 1) * gap) / count, area.width * 0.62);
  const left = area.x + (area.width - count * width - (count - 1) * gap) / 2;
  return Array.from({ length: count }, (_, index) => ({
    area: { x: left + index * (width + gap), y, width, height },
  }));
}

/** Rows of at most two, as even as they can be. */
function rowsOf(count: number): number[] {
  return Array.from({ length: Math.ceil(count / 2) }, (_, index) => Math.min(2, count - 2 * index));
}

function placeUpright(area: Area, count: number, unit: number): { centre: Area; nodes: Node[] } {
  const above = rowsOf(Math.floor(count / 2));
  const under = rowsOf(count - Math.floor(count / 2));
  const rows = above.length + under.length;
  const gap = unit * 4;
  const pitch = Math.min(area.height / (rows + 1.25), unit * 22);
  const height = Math.min(pitch - gap, unit * 14);
  const centreHeight = Math.min(unit * 17, pitch * 1.25 - gap);
  const total = rows * (height + gap) + centreHeight;
  let y = area.y + (area.height - total) / 2;
  const nodes: Node[] = [];
  for (const size of above) {
    nodes.push(...row(area, y, height, size, gap));
    y += height + gap;
  }
  const width = area.width * 0.66;
  const centre = { x: area.x + (area.width - width) / 2, y, width, height: centreHeight };
  y += centreHeight + gap;
  for (const size of under) {
    nodes.push(...row(area, y, height, size, gap));
    y += height + gap;
  }
  return { centre, nodes };
}

function column(area: Area, x: number, width: number, count: number, unit: number): Node[] {
  const pitch = Math.min(area.height / Math.max(1, count), unit * 22);
  const height = Math.min(pitch - unit * 3, unit * 13);
  const top = area.y + (area.height - (pitch * (count - 1) + height)) / 2;
  return Array.from({ length: count }, (_, index) => ({
    area: { x, y: top + index * pitch, width, height },
  }));
}

/**
 * Places up to eight pills around a middle one so that none touch: in rows of two above and below it where the area is
 * upright or nearly square, in a column at each side where it is broad.
 */
export function placeTerms(
  area: Area,
  count: number,
  unit: number,
  upright: boolean,
): { centre: Area; nodes: Node[] } {
  if (upright) return placeUpright(area, count, unit);
  const width = area.width * 0.3;
  const middle = { width: area.width * 0.26, height: unit * 22 };
  const centre = {
    x: area.x + (area.width - middle.width) / 2,
    y: area.y + (area.height - middle.height) / 2,
    ...middle,
  };
  const right = Math.ceil(count / 2);
  return {
    centre,
    nodes: [
      ...column(area, area.x + area.width - width, width, right, unit),
      ...column(area, area.x, width, count - right, unit),
    ],
  };
}
