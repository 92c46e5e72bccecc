import type { Entrance } from '#shared/domain/timeline.ts';
import { MOTIONS } from '#shared/scenes/styles/motion.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { ALL_IN_MS, STEP_MS, WIPE_MS } from '#shared/scenes/visuals/entrances.ts';

/** The same move in a mirror. */
const MIRRORED: Partial<Record<Entrance['kind'], Entrance['kind']>> = {
  'slide-left': 'slide-right',
  'slide-right': 'slide-left',
  'wipe-left': 'wipe-right',
  'wipe-right': 'wipe-left',
};

/**
 * An entrance as a style moves: what rises comes in as the style's texts or items do, what fades or is drawn keeps its way
 * and takes the style's time. `toLeft` says that lines run to the left. Everything still stands after {@link ALL_IN_MS}.
 */
export function inCharacter(
  { kind, delayMs, ...entrance }: Entrance,
  motion: StyleSheet['motion'],
  { isItem, toLeft }: { isItem: boolean; toLeft: boolean },
): Entrance {
  const character = MOTIONS[motion];
  const drawn = kind.startsWith('wipe-');
  const durationMs =
    kind === 'rise'
      ? character.moveMs
      : kind === 'fade'
        ? character.fadeMs
        : drawn
          ? Math.round((WIPE_MS * character.moveMs) / MOTIONS.lively.moveMs)
          : entrance.durationMs;
  const own = isItem ? character.item : character.text;
  const move = kind === 'rise' ? (toLeft ? (MIRRORED[own] ?? own) : own) : kind;
  return {
    kind: move,
    delayMs: Math.round(Math.min((delayMs * character.stepMs) / STEP_MS, ALL_IN_MS - durationMs)),
    durationMs,
    ease: kind === 'rise' ? character.ease : (entrance.ease ?? 'out'),
  };
}
