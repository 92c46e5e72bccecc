import type { Entrance } from '#shared/domain/timeline.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';

type Move = Entrance['kind'];

/** How things come in, in ms. */
export interface MotionCharacter {
  /** How long a text or a picture takes to come to rest. */
  moveMs: number;
  /** How long what only fades takes. */
  fadeMs: number;
  /** Time between two things that come in one after the other, when there is room. */
  stepMs: number;
  ease: NonNullable<Entrance['ease']>;
  /** How titles and statements come in. */
  text: Move;
  /** How an item of a list, a panel or a label comes in. */
  item: Move;
  /** How a line or an underline is drawn. */
  line: Move;
}

/**
 * What a style's character of motion means. Interfaces move for 200 to 300 ms (Material 3); on a screen that is watched and not
 * used, half as much again is felt as calm.
 */
export const MOTIONS: { readonly [M in StyleSheet['motion']]: MotionCharacter } = {
  calm: {
    moveMs: 560,
    fadeMs: 480,
    stepMs: 170,
    ease: 'out',
    text: 'rise',
    item: 'rise',
    line: 'wipe-right',
  },
  lively: {
    moveMs: 420,
    fadeMs: 320,
    stepMs: 120,
    ease: 'out',
    text: 'slide-left',
    item: 'slide-left',
    line: 'wipe-right',
  },
  crisp: {
    moveMs: 320,
    fadeMs: 220,
    stepMs: 90,
    ease: 'in-out',
    text: 'wipe-right',
    item: 'wipe-right',
    line: 'wipe-right',
  },
  playful: {
    moveMs: 460,
    fadeMs: 280,
    stepMs: 120,
    ease: 'overshoot',
    text: 'rise',
    item: 'pop',
    line: 'wipe-right',
  },
};
