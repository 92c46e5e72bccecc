import * as z from 'zod';

/** A run of neighbouring items, by the place of the first and their number. */
export const Batch = z.strictObject({ first: z.int().nonnegative(), count: z.int().positive() });
export type Batch = z.infer<typeof Batch>;

/** The most that an inline Map of Step Functions runs at once; it also bounds the history of a film of any length. */
export const MAX_BATCHES = 40;

/** Scenes of one function, which takes about as long to start as to speak or to draw one scene. */
const SCENES_OF_A_FUNCTION = 3;

/** The batches in which so many scenes are made. */
export function sceneBatches(count: number): Batch[] {
  return planBatches(count, SCENES_OF_A_FUNCTION);
}

/** Splits `count` items, in order, into at most {@link MAX_BATCHES} batches of nearly equal size, about `least` or more each. */
export function planBatches(count: number, least = 1): Batch[] {
  const batches = Math.min(Math.ceil(count / least), MAX_BATCHES);
  const start = (batch: number) => Math.floor((batch * count) / batches);
  return Array.from({ length: batches }, (_, at) => ({ first: start(at), count: start(at + 1) - start(at) }));
}

/** The items of one batch. */
export function batchOf<T>(items: readonly T[], { first, count }: Batch): T[] {
  return items.slice(first, first + count);
}
