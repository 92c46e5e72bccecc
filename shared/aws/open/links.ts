import { AppError } from '#shared/errors.ts';
import type { Links } from '#shared/ports/links.ts';

/** Opens the port `links`. */
export function open(): Links {
  throw new AppError('INTERNAL', 'The port links has no adapter yet.');
}
