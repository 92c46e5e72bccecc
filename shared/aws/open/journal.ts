import { AppError } from '#shared/errors.ts';
import type { Journal } from '#shared/ports/journal.ts';

/** Opens the port `journal`. */
export function open(): Journal {
  throw new AppError('INTERNAL', 'The port journal has no adapter yet.');
}
