/** In seconds: a third of a tick of our films' time base (1/15360 s), in which every frame has an exact place. */
const TOLERANCE = 20e-6;

/**
 * Gives the number of the first frame that is not shown exactly when it is due at `fps` counted from 0, or undefined when
 * all are. A frame that is missing or there twice shows here.
 */
export function firstIrregularFrame(times: Float64Array, fps: number): number | undefined {
  const at = times.findIndex((time, frame) => Math.abs(time - frame / fps) > TOLERANCE);
  return at === -1 ? undefined : at;
}
