import type { WorkerSettings } from '#local/config.ts';
import { homePaths } from '#local/home.ts';
import { openProcessPorts } from '#local/host/process-ports.ts';
import type { HostPort } from '#local/pool/messages.ts';
import type { Ports } from '#shared/ports/ports.ts';

/** All ports of a worker: its own, and those that its host answers. */
export function openWorkerPorts(settings: WorkerSettings, hostPorts: Pick<Ports, HostPort>): Ports {
  return { ...openProcessPorts(homePaths(settings.home), settings), ...hostPorts };
}
