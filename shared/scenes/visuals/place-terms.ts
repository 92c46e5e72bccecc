import type { Area } from '#shared/scenes/frame.ts';

/** A point in the frame's pixels. */
interface Point {
  x: number;
  y: number;
}

/** A pill's box and the cubic curve that joins it to the middle one: start, two control points, end. */
export interface TermNode {
  area: Area;
  link: readonly [Point, Point, Point, Point];
}

/** A node map: no two boxes touch, no curve crosses a box. */
interface TermMap {
  centre: Area;
  nodes: TermNode[];
}

/** Sizes in units: between boxes, and the lowest box that still holds large letters. */
const GAP = 3.4;
const LEAST_PITCH = 10;
/** Height of the subject's box in parts of a term's pitch. */
const SUBJECT = 1.35;

/** The subject across the top, the others below it, one a line, as branches of a stem at the side where lines begin. */
function placeTree(area: Area, count: number, unit: number, toLeft: boolean): TermMap {
  const pitch = Math.min(area.height / (count + SUBJECT), unit * 28);
  const height = pitch - GAP * unit;
  const top = area.y + (area.height - (count + SUBJECT) * pitch + GAP * unit) * 0.46;
  const centre = { x: area.x, y: top, width: area.width, height: SUBJECT * pitch - GAP * unit };
  const indent = unit * 11;
  const stem = toLeft ? area.x + area.width - unit * 5 : area.x + unit * 5;
  const nodes = Array.from({ length: count }, (_, index): TermNode => {
    const y = top + (SUBJECT + index) * pitch;
    const box = { x: toLeft ? area.x : area.x + indent, y, width: area.width - indent, height };
    const end = { x: toLeft ? box.x + box.width : box.x, y: y + height / 2 };
    const corner = { x: stem, y: end.y };
    return { area: box, link: [{ x: stem, y: top + centre.height }, corner, corner, end] };
  });
  return { centre, nodes };
}

/** The subject on top, the others in two columns below it, joined by a stem that runs down between them. */
function placeUpright(area: Area, count: number, unit: number): TermMap {
  const rows = Math.ceil(count / 2);
  const gap = unit * GAP;
  const stemRoom = unit * 7;
  const pitch = Math.min(area.height / (rows + SUBJECT), unit * 24);
  const height = pitch - gap;
  const centreHeight = pitch * SUBJECT - gap;
  const top = area.y + (area.height - (rows + SUBJECT) * pitch + gap) * 0.46;
  const middle = area.x + area.width / 2;
  const centre = { x: area.x, y: top, width: area.width, height: centreHeight };
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

/** The subject and its only term beside each other. */
function placePair(area: Area, unit: number, toLeft: boolean): TermMap {
  const size = { width: area.width * 0.44, height: Math.min(unit * 32, area.height) };
  const y = area.y + (area.height - size.height) * 0.46;
  const [left, right] = [area.x, area.x + area.width - size.width];
  const centre = { x: toLeft ? right : left, y, ...size };
  const box = { x: toLeft ? left : right, y, ...size };
  const [from, to] = toLeft ? [right, left + size.width] : [left + size.width, right];
  const at = (x: number): Point => ({ x, y: y + size.height / 2 });
  return { centre, nodes: [{ area: box, link: [at(from), at(from), at(to), at(to)] }] };
}

/** The subject in the middle, the others in a column at each side. */
function placeBroad(area: Area, count: number, unit: number): TermMap {
  const width = area.width * 0.32;
  const middle = { width: area.width * 0.27, height: Math.min(unit * 30, area.height) };
  const centre: Area = {
    x: area.x + (area.width - middle.width) / 2,
    y: area.y + (area.height - middle.height) / 2,
    ...middle,
  };
  const right = Math.ceil(count / 2);
  const nodes = Array.from({ length: count }, (_, index): TermNode => {
    const atRight = index < right;
    const [place, inColumn] = atRight ? [index, right] : [index - right, count - right];
    const pitch = Math.min(area.height / inColumn, unit * 27);
    const height = Math.min(pitch - unit * 3, unit * 19);
    const top = area.y + (area.height - (pitch * (inColumn - 1) + height)) / 2;
    const box = { x: atRight ? area.x + area.width - width : area.x, y: top + place * pitch, width, height };
    const start = { x: atRight ? centre.x + centre.width : centre.x, y: centre.y + centre.height / 2 };
    const end = { x: atRight ? box.x : box.x + width, y: box.y + height / 2 };
    const half = (start.x + end.x) / 2;
    return { area: box, link: [start, { x: half, y: start.y }, { x: half, y: end.y }, end] };
  });
  return { centre, nodes };
}

/**
 * Places up to eight boxes about a subject so that they fill the area, by its shape; `unit` as in a stage, `toLeft` where
 * lines run to the left.
 */
export function placeTerms(area: Area, count: number, unit: number, toLeft = false): TermMap {
  if (area.width > area.height * 1.6) {
    return count === 1 ? placePair(area, unit, toLeft) : placeBroad(area, count, unit);
  }
  const fits = area.height / (count + SUBJECT) >= LEAST_PITCH * unit;
  return fits ? placeTree(area, count, unit, toLeft) : placeUpright(area, count, unit);
}
