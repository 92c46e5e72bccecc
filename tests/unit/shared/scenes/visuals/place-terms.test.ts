import { expect, it } from 'vitest';
import { type Area, contentArea, frameSize } from '#shared/scenes/frame.ts';
import { placeTerms } from '#shared/scenes/visuals/place-terms.ts';

const COUNTS = [1, 2, 3, 4, 5, 6, 7, 8];
const UNIT = 10.8;
const areaOf = (aspect: '16:9' | '9:16' | '1:1'): Area =>
  contentArea(frameSize({ aspect, quality: 'standard' }));

const apart = (a: Area, b: Area): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

it.each(['16:9', '9:16', '1:1'] as const)('in %s no box leaves the area or touches another', (aspect) => {
  const area = areaOf(aspect);
  for (const [count, toLeft] of COUNTS.flatMap((each) => [[each, false] as const, [each, true] as const])) {
    const { centre, nodes } = placeTerms(area, count, UNIT, toLeft);
    const boxes = [centre, ...nodes.map((node) => node.area)];
    expect(nodes).toHaveLength(count);
    boxes.forEach((box, index) => {
      expect(box.x).toBeGreaterThanOrEqual(area.x - 0.01);
      expect(box.y).toBeGreaterThanOrEqual(area.y - 0.01);
      expect(box.x + box.width).toBeLessThanOrEqual(area.x + area.width + 0.01);
      expect(box.y + box.height).toBeLessThanOrEqual(area.y + area.height + 0.01);
      expect(boxes.slice(index + 1).every((other) => apart(box, other))).toBe(true);
    });
  }
});

it.each(['16:9', '9:16', '1:1'] as const)(
  'in %s a link begins at the subject and ends at its box',
  (aspect) => {
    for (const count of COUNTS) {
      const { centre, nodes } = placeTerms(areaOf(aspect), count, UNIT);
      const onEdge = ({ x, y }: { x: number; y: number }, box: Area): boolean =>
        x >= box.x - 0.01 &&
        x <= box.x + box.width + 0.01 &&
        y >= box.y - 0.01 &&
        y <= box.y + box.height + 0.01;
      for (const { area, link } of nodes) {
        expect(onEdge(link[0], centre)).toBe(true);
        expect(onEdge(link[3], area)).toBe(true);
      }
    }
  },
);

it.each([
  ['9:16', 0.99, 0.55],
  ['1:1', 0.99, 0.75],
  ['16:9', 0.99, 0.4],
] as const)('in %s a map fills the breadth, and most of the height', (aspect, breadth, height) => {
  const area = areaOf(aspect);
  for (const count of COUNTS) {
    const { centre, nodes } = placeTerms(area, count, UNIT);
    const boxes = [centre, ...nodes.map((node) => node.area)];
    const span = (from: (box: Area) => number, to: (box: Area) => number): number =>
      Math.max(...boxes.map(to)) - Math.min(...boxes.map(from));
    expect(
      span(
        ({ x }) => x,
        (box) => box.x + box.width,
      ),
    ).toBeGreaterThanOrEqual(area.width * breadth);
    expect(
      span(
        ({ y }) => y,
        (box) => box.y + box.height,
      ),
    ).toBeGreaterThanOrEqual(area.height * height);
  }
});
