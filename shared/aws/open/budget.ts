import { AppError } from '#shared/errors.ts';
import type { Budget } from '#shared/ports/budget.ts';

/** Opens the port `budget`. */
export function open(): Budget {
  throw new AppError('INTERNAL', 'The port budget has no adapter yet.');
}
