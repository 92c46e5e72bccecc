import { AppError } from '#shared/errors.ts';
import type { Approvals } from '#shared/ports/approvals.ts';

/** Opens the port `approvals`. */
export function open(): Approvals {
  throw new AppError('INTERNAL', 'The port approvals has no adapter yet.');
}
