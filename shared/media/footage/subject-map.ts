import { lightOf } from '#shared/media/footage/rate-sample.ts';
import type { Sample } from '#shared/media/footage/sample-frames.ts';
import type { InterestMap } from '#shared/scenes/picture/interest.ts';

/** Sums up over frames where there is something to see. */
export interface SubjectMap {
  /** Takes the next frame of a shot; all are of one size. */
  add(sample: Sample, light?: Float64Array): void;
  /** What was seen so far, as the finding of crops takes it. */
  map(): InterestMap;
}

/** What moves weighs as much as the hardest edges: eyes follow it. */
const MOTION_WEIGHT = 3;

/**
 * Interest as in still pictures (`shared/scenes/picture/interest.ts`: edges, vivid colour, a preference for the middle and the
 * upper half), and what has changed since the frame before. Where everything moves, as in a pan, nothing stands out: only what
 * changes more than the picture's mean counts.
 */
export function createSubjectMap(columns: number, rows: number): SubjectMap {
  const values = new Float64Array(columns * rows);
  let before: Float64Array | undefined;
  return {
    add(sample, light = lightOf(sample)) {
      const change = light.map((value, at) => Math.abs(value - (before?.[at] ?? value)));
      const usual = change.reduce((sum, value) => sum + value, 0) / change.length;
      for (let y = 1; y < rows - 1; y += 1) {
        for (let x = 1; x < columns - 1; x += 1) {
          const at = y * columns + x;
          const edge = Math.hypot(
            (light[at + 1] ?? 0) - (light[at - 1] ?? 0),
            (light[at + columns] ?? 0) - (light[at - columns] ?? 0),
          );
          const [red = 0, green = 0, blue = 0] = sample.rgb.subarray(at * 3, at * 3 + 3);
          const vivid = Math.max(red, green, blue) - Math.min(red, green, blue);
          const moved = MOTION_WEIGHT * Math.max(0, (change[at] ?? 0) - 2 * usual);
          const [dx, dy] = [(x + 0.5) / columns - 0.5, (y + 0.5) / rows - 0.44];
          values[at] =
            (values[at] ?? 0) + (edge + 0.25 * vivid + moved) * Math.exp(-1.6 * (dx * dx + dy * dy));
        }
      }
      before = light;
    },
    map: () => ({ columns, rows, values, opaque: true }),
  };
}
