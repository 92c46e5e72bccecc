import { manifest } from '#functions/manifest.ts';
import type { LocalConfig } from '#local/config.ts';
import { WorkerPool } from '#local/pool/worker-pool.ts';
import type { Ports } from '#shared/ports/ports.ts';

/** Processes for what answers people and messages: short work that must not wait behind a film's. They start when it comes. */
const FRONT_WORKERS = 2;

/** Starts the pools of a home: one for the tasks of workflows, as large as is configured, and one for everything else. */
export function startPools(
  { workers, secretsKey: _secretsKey, givenSecrets: _givenSecrets, ...settings }: LocalConfig,
  ports: Ports,
): Pick<WorkerPool, 'invoke' | 'close'> {
  const tasks = new WorkerPool({ size: workers, ports, settings });
  const front = new WorkerPool({ size: FRONT_WORKERS, ports, settings });
  tasks.warmUp();
  return {
    invoke: (name, payload, signal) =>
      (manifest[name].trigger.kind === 'task' ? tasks : front).invoke(name, payload, signal),
    async close() {
      await Promise.all([tasks.close(), front.close()]);
    },
  };
}
