import type { Motion } from '#shared/domain/timeline.ts';
import type { InterestMap } from '#shared/scenes/picture/interest.ts';

/** The stretch along one side of a picture, 0 to 1, that has what is to be seen. */
export interface Stretch {
  from: number;
  to: number;
  middle: number;
}

/** Interest outside of this part of the sum, half of it at each end, does not belong to the subject. */
const FRINGE = 0.3;
/** Room between the subject and the edge of the view, in parts of the view. */
const MARGIN = 0.06;
/** A view moves by at most so much of its own side in a scene: 15 % a second in one of four seconds, which is calm. */
const MAX_TRAVEL = 0.6;
/** A pan that also comes a little nearer does not feel like a camera on rails. */
const PAN_ZOOM = 1.03;

/** Where along a side, within the part from `start` and so `long`, most of the interest lies; in parts of that part. */
export function subjectAlong(
  { columns, rows, values }: InterestMap,
  axis: 'x' | 'y',
  { start, long }: { start: number; long: number },
): Stretch {
  const count = axis === 'x' ? columns : rows;
  const sums = new Float64Array(count);
  values.forEach((value, index) => {
    const at = axis === 'x' ? index % columns : Math.floor(index / columns);
    const place = (at + 0.5) / count;
    if (place >= start && place < start + long) sums[at] = (sums[at] ?? 0) + value;
  });
  const total = sums.reduce((sum, value) => sum + value, 0);
  if (total === 0) return { from: 0.5, to: 0.5, middle: 0.5 };
  const quantile = (part: number): number => {
    let sum = 0;
    for (let at = 0; at < count; at += 1) {
      sum += sums[at] ?? 0;
      if (sum >= part * total) return Math.min(1, Math.max(0, ((at + 0.5) / count - start) / long));
    }
    return 1;
  };
  return { from: quantile(FRINGE / 2), to: quantile(1 - FRINGE / 2), middle: quantile(0.5) };
}

/** Between what a view's offset must stay so that the subject is seen whole, or its middle where it is too long for that. */
function offsetsThatShow({ from, to, middle }: Stretch, extent: number): { low: number; high: number } {
  const furthest = extent - 1;
  const clamp = (offset: number): number => Math.min(furthest, Math.max(0, offset));
  const whole = (to - from) * extent + 2 * MARGIN <= 1;
  const [first, last] = whole ? [from, to] : [middle, middle];
  return { low: clamp(last * extent + MARGIN - 1), high: clamp(first * extent - MARGIN) };
}

/**
 * The motion of a view along a picture `extent` times as long as itself, in parts of the view: it ends with the subject in its
 * middle, as near as the picture's end allows, comes from the side where more is to be seen, and never loses the subject.
 */
export function followSubject(subject: Stretch, extent: number, axis: 'x' | 'y'): Motion {
  const { low, high } = offsetsThatShow(subject, extent);
  const end = Math.min(high, Math.max(low, subject.middle * extent - 0.5));
  const begin = end - low >= high - end ? Math.max(low, end - MAX_TRAVEL) : Math.min(high, end + MAX_TRAVEL);
  const zoomedEnd = Math.min(extent * PAN_ZOOM - 1, Math.max(0, (end + 0.5) * PAN_ZOOM - 0.5));
  const point = (part: number): { x: number; y: number } => {
    const rounded = Number(part.toFixed(4));
    return axis === 'x' ? { x: rounded, y: 0.5 } : { x: 0.5, y: rounded };
  };
  return {
    fromScale: 1,
    toScale: PAN_ZOOM,
    ...point(begin / (extent - 1)),
    panTo: point(zoomedEnd / (extent * PAN_ZOOM - 1)),
  };
}
