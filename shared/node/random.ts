import type { Random } from '#shared/ports/random.ts';

/** The randomness of this machine. */
export const systemRandom: Random = { next: () => Math.random() };
