import { AppError } from '#shared/errors.ts';
import type { Runs } from '#shared/ports/runs.ts';

/** Opens the port `runs`. */
export function open(): Runs {
  throw new AppError('INTERNAL', 'The port runs has no adapter yet.');
}
