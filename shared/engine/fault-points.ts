/**
 * Moments at which a crash would be most awkward. A simulation arms them to strike the process down right there;
 * unarmed they cost one comparison.
 */
export const FAULT_POINTS = [
  'step.before-claim',
  'step.after-claim',
  'step.before-commit',
  'step.after-commit',
  'handler.before-answer',
  'asset.before-publish',
  'asset.after-publish',
  'engine.after-transition',
  'delivery.before-publish',
  'delivery.amid-publish',
  'delivery.after-publish',
] as const;
export type FaultPoint = (typeof FAULT_POINTS)[number];

let strike: ((point: FaultPoint, detail: string) => void) | undefined;

/** Sets what happens at every fault point from now on; `undefined` makes them inert again. */
export function armFaultPoints(action: ((point: FaultPoint, detail: string) => void) | undefined): void {
  strike = action;
}

/** Marks a fault point; `detail` says of what, for example the step's name. */
export function faultPoint(point: FaultPoint, detail = ''): void {
  strike?.(point, detail);
}
