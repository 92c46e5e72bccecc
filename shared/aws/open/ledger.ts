import { AppError } from '#shared/errors.ts';
import type { StepLedger } from '#shared/ports/step-ledger.ts';

/** Opens the port `ledger`. */
export function open(): StepLedger {
  throw new AppError('INTERNAL', 'The port ledger has no adapter yet.');
}
