import { AppError } from '#shared/errors.ts';
import type { Assets } from '#shared/ports/assets.ts';

/** Opens the port `assets`. */
export function open(): Assets {
  throw new AppError('INTERNAL', 'The port assets has no adapter yet.');
}
