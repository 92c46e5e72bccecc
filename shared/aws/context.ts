import type { AwsConfig } from '#shared/aws/config.ts';
import type { Ports } from '#shared/ports/ports.ts';
import type { Redactor } from '#shared/security/redact.ts';

/** What the adapter of a port may be made of. */
export interface AwsContext {
  config: AwsConfig;
  /** The other ports, each opened when it is asked for. */
  ports: Ports;
  /** Masks secrets in the log; whoever learns of one tells it. */
  redactor: Redactor;
}

/** Opens the adapter of each port. A function's bundle holds only those that its row in the manifest grants. */
export type Adapters = { readonly [P in keyof Ports]: (context: AwsContext) => Ports[P] };
