import type { WorkerSettings } from '#local/config.ts';
import { homePaths } from '#local/home.ts';
import { openProcessPorts } from '#local/host/process-ports.ts';
import type { HostPort } from '#local/pool/messages.ts';
import type { Ports } from '#shared/ports/ports.ts';
import type { Secrets } from '#shared/ports/secrets.ts';
import { createRedactor, type Redactor } from '#shared/security/redact.ts';

/** All ports of a worker: its own, and those that its host answers. Its log masks each secret that passes through it. */
export function openWorkerPorts(settings: WorkerSettings, hostPorts: Pick<Ports, HostPort>): Ports {
  const redactor = createRedactor();
  const secrets = learnSecrets(hostPorts.secrets, redactor);
  return {
    ...openProcessPorts(homePaths(settings.home), settings, () => secrets, redactor),
    ...hostPorts,
    secrets,
  };
}

function learnSecrets(secrets: Secrets, { learn }: Redactor): Secrets {
  return {
    async get(tenant, name) {
      const value = await secrets.get(tenant, name);
      if (value !== undefined) learn(value);
      return value;
    },
    async set(tenant, name, value) {
      learn(value);
      await secrets.set(tenant, name, value);
    },
    remove: (tenant, name) => secrets.remove(tenant, name),
    list: (tenant) => secrets.list(tenant),
  };
}
