import { adapters } from '#shared/aws/adapters.ts';
import { readConfig } from '#shared/aws/config.ts';
import { openPorts } from '#shared/aws/open-ports.ts';
import type { Ports } from '#shared/ports/ports.ts';

let opened: Ports | undefined;

/** Everything that this home provides, read from the environment once. Handlers get only what their row in the manifest grants. */
export function platform(): Ports {
  opened ??= openPorts(readConfig(), adapters);
  return opened;
}
