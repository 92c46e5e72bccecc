import { AppError } from '#shared/errors.ts';
import type { Secrets } from '#shared/ports/secrets.ts';

/** Opens the port `secrets`. */
export function open(): Secrets {
  throw new AppError('INTERNAL', 'The port secrets has no adapter yet.');
}
