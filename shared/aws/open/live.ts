import { AppError } from '#shared/errors.ts';
import type { Live } from '#shared/ports/live.ts';

/** Opens the port `live`. */
export function open(): Live {
  throw new AppError('INTERNAL', 'The port live has no adapter yet.');
}
