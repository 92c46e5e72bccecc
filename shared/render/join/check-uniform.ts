import { CONTAINERS } from '#shared/render/formats/containers.ts';

/**
 * Gives the number of the first frame that is not shown exactly when it is due at `fps` counted from 0, or undefined when
 * all are, up to `tolerance` seconds: that of MP4 unless told. A frame that is missing or there twice shows here.
 */
export function firstIrregularFrame(
  times: Float64Array,
  fps: number,
  tolerance: number = CONTAINERS.mp4.tolerance,
): number | undefined {
  const at = times.findIndex((time, frame) => Math.abs(time - frame / fps) > tolerance);
  return at === -1 ? undefined : at;
}
