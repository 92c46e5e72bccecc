import { AppError } from '#shared/errors.ts';
import type { Queue } from '#shared/ports/queue.ts';

/** Opens the port `queue`. */
export function open(): Queue {
  throw new AppError('INTERNAL', 'The port queue has no adapter yet.');
}
