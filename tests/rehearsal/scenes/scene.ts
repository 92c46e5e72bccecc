import type { Desk } from '#tests/rehearsal/scenes/desk.ts';

/** One scene of the rehearsal. */
export interface Scene {
  /** What happens in it, as a sentence. */
  title: string;
  /** Plays it; gives what is worth telling, throws what did not happen as it should. */
  play(desk: Desk): Promise<string[]>;
}

/** Throws unless it is so. */
export function insist(holds: unknown, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise);
}
