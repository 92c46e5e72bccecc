import { AppError } from '#shared/errors.ts';
import type { Inbox } from '#shared/ports/inbox.ts';

/** Opens the port `inbox`. */
export function open(): Inbox {
  throw new AppError('INTERNAL', 'The port inbox has no adapter yet.');
}
