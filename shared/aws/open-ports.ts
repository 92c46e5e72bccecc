import type { AwsConfig } from '#shared/aws/config.ts';
import type { Adapters, AwsContext } from '#shared/aws/context.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { createRedactor } from '#shared/security/redact.ts';

/** All ports of this home. Each adapter is made when its port is first asked for: what a function does not use costs nothing. */
export function openPorts(config: AwsConfig, adapters: Adapters): Ports {
  const ports = {} as Ports;
  const context: AwsContext = { config, ports, redactor: createRedactor() };
  for (const [port, open] of Object.entries(adapters) as [keyof Ports, (context: AwsContext) => unknown][]) {
    let opened: unknown;
    Object.defineProperty(ports, port, { enumerable: true, get: () => (opened ??= open(context)) });
  }
  return ports;
}
