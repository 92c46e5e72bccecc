import type { Area } from '#shared/scenes/frame.ts';

/** A point in the frame's pixels. */
interface Point {
  x: number;
  y: number;
}

/** A pill's box and the cubic curve that joins it to the middle one: start, two control points, end. */
interface TermNode {
  area: Area;
  link: readonly [Point, Point, Point, Point];
}

/** A node map: no two boxes touch, no curve crosses a box. */
interface TermMap {
  centre: Area;
  nodes: TermNode[];
}

/** The subject on top, the others in two columns below it, joined by a stem that runs down between them. */
function placeUpright(area: Area, count: number, unit: number): TermMap {
  const rows = Math.ceil(count / 2);
  const gap = unit * 3.4;
  const stemRoom = unit * 9;
  const pitch = Math.min(area.height / (rows + 1.35), unit * 20);
  const height = pitch - gap;
  const centreHeight = Math.min(pitch * 1.35 - gap, unit * 20);
  const top = area.y + (area.height - (centreHeight + rows * pitch)) * 0.46;
  const middle = area.x + area.width / 2;
  const centre = { x: middle - area.width * 0.36, y: top, width: area.width * 0.72, height: centreHeight };
  const width = (area.width - stemRoom) / 2;
  const nodes = Array.from({ length: count }, (_, index): TermNode => {
    const y = top + centreHeight + gap + Math.floor(index / 2) * pitch;
    const alone = index === count - 1 && count % 2 === 1;
    const left = alone ? middle - width / 2 : index % 2 === 0 ? area.x : middle + stemRoom / 2;
    const start = { x: middle, y: top + centreHeight };
    const corner = { x: middle, y: y + height / 2 };
    const end = alone ? { x: middle, y } : { x: index % 2 === 0 ? left + width : left, y: y + height / 2 };
    return { area: { x: left, y, width, height }, link: [start, corner, corner, end] };
  });
  return { centre, nodes };
}

/** The subject in the middle, the others in a column at each side. */
function placeBroad(area: Area, count: number, unit: number): TermMap {
  const width = area.width * 0.31;
  const middle = { width: area.width * 0.24, height: unit * 22 };
  const centre: Area = {
    x: area.x + (area.width - middle.width) / 2,
    y: area.y + (area.height - middle.height) / 2,
    ...middle,
  };
  const right = Math.ceil(count / 2);
  const nodes = Array.from({ length: count }, (_, index): TermNode => {
    const atRight = index < right;
    const [place, inColumn] = atRight ? [index, right] : [index - right, count - right];
    const pitch = Math.min(area.height / inColumn, unit * 22);
    const height = Math.min(pitch - unit * 3, unit * 13);
    const top = area.y + (area.height - (pitch * (inColumn - 1) + height)) / 2;
    const box = { x: atRight ? area.x + area.width - width : area.x, y: top + place * pitch, width, height };
    const start = { x: atRight ? centre.x + centre.width : centre.x, y: centre.y + centre.height / 2 };
    const end = { x: atRight ? box.x : box.x + width, y: box.y + height / 2 };
    const half = (start.x + end.x) / 2;
    return { area: box, link: [start, { x: half, y: start.y }, { x: half, y: end.y }, end] };
  });
  return { centre, nodes };
}

/** Places up to eight pills about a subject, by the shape of the area; `unit` as in a stage. */
export function placeTerms(area: Area, count: number, unit: number): TermMap {
  return count === 1 || area.width < area.height * 1.6
    ? placeUpright(area, count, unit)
    : placeBroad(area, count, unit);
}
