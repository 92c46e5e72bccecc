import type { Entrance } from '#shared/domain/timeline.ts';

/** The ways in which a move gains and loses speed. */
export type Ease = NonNullable<Entrance['ease']>;

/** How far beyond its end a move goes that goes too far: with 1.7 by a tenth (Penner's `easeOutBack`). */
const BACK = 1.70158;

/** How much of a move is done after the part `t`, 0 to 1, of its time: cubics, and for `overshoot` a little more than 1. */
export function eased(t: number, ease: Ease): number {
  const left = 1 - t;
  if (ease === 'in-out') return t < 0.5 ? 4 * t ** 3 : 1 - 4 * left ** 3;
  if (ease === 'overshoot') return 1 - (BACK + 1) * left ** 3 + BACK * left ** 2;
  return 1 - left ** 3;
}
