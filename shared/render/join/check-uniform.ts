/** A thousandth of a second: above the rounding of any time base in use, far below a frame. */
const TOLERANCE = 0.001;

/**
 * Gives the number of the first frame that is not shown exactly when it is due at `fps` counted from 0, or undefined when
 * all are. A frame that is missing or there twice shows here.
 */
export function firstIrregularFrame(times: Float64Array, fps: number): number | undefined {
  const at = times.findIndex((time, frame) => Math.abs(time - frame / fps) > TOLERANCE);
  return at === -1 ? undefined : at;
}
