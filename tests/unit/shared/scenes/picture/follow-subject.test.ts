import fc from 'fast-check';
import { expect, it } from 'vitest';
import { followSubject } from '#shared/scenes/picture/follow-subject.ts';

/** Where the subject's middle stands in the view, 0 to 1, when its offset is that part of what is cut off. */
function inView(middle: number, extent: number, scale: number, part: number): number {
  return middle * extent * scale - part * (extent * scale - 1);
}

it('a view that pans never loses the subject and ends with it nearest to its middle', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 0.4, noNaN: true }),
      fc.double({ min: 1.2, max: 1.6, noNaN: true }),
      (middle, half, extent) => {
        const subject = { from: Math.max(0, middle - half), middle, to: Math.min(1, middle + half) };
        const { x, panTo, toScale } = followSubject(subject, extent, 'x');
        for (let step = 0; step <= 10; step += 1) {
          const done = step / 10;
          const part = x + ((panTo?.x ?? x) - x) * done;
          const at = inView(middle, extent, 1 + (toScale - 1) * done, part);
          expect(at).toBeGreaterThan(-0.02);
          expect(at).toBeLessThan(1.02);
        }
        const [begin, end] = [inView(middle, extent, 1, x), inView(middle, extent, toScale, panTo?.x ?? 0)];
        expect(Math.abs(end - 0.5)).toBeLessThanOrEqual(Math.abs(begin - 0.5) + 0.05);
      },
    ),
    { numRuns: 300, seed: 4 },
  );
});

it('a subject at the end of a broad picture is where the view goes, and it comes from where more is to be seen', () => {
  const { x, panTo } = followSubject({ from: 0.8, middle: 0.85, to: 0.9 }, 1.6, 'x');
  expect(panTo?.x).toBeGreaterThan(0.95);
  expect(x).toBeLessThan(panTo?.x ?? 0);
});
