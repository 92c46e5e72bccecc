import { AppError } from '#shared/errors.ts';
import type { Ports } from '#shared/ports/ports.ts';

let bound: Ports | undefined;

/** Sets the ports of this process; a worker does it once at its start. */
export function bindPlatform(ports: Ports): void {
  bound = ports;
}

/** Everything that this home provides. Handlers get only what their row in the manifest grants. */
export function platform(): Ports {
  if (!bound) throw new AppError('INTERNAL', 'No home is open in this process.');
  return bound;
}
