import { HOST_PORTS, type HostCall } from '#local/pool/messages.ts';
import { restoreSignals } from '#local/pool/signals.ts';
import { AppError } from '#shared/errors.ts';
import { METHOD_LEVELS, type Ports } from '#shared/ports/ports.ts';

/** What an invocation may reach in the host: the ports of its row, for the tenant it works for. */
export interface CallScope {
  name: string;
  tenant: unknown;
  ports: Partial<Ports>;
}

/**
 * Makes a worker's call of a port that lives in the host. Throws what the port throws, and `PORT_NOT_GRANTED` for a method
 * that is none of the port's, for another tenant than that of the invocation, and for what its row does not grant.
 */
export async function answerCall(
  { name, tenant, ports }: CallScope,
  { port, method, args, places }: HostCall,
  signal: AbortSignal,
): Promise<unknown> {
  if (!HOST_PORTS.includes(port) || !Object.hasOwn(METHOD_LEVELS[port], method)) {
    throw new AppError('PORT_NOT_GRANTED', `There is no ${port}.${method} for functions.`);
  }
  // A connection is nobody's but its tenant's, so sending to it names no tenant.
  const named = port === 'live' && method === 'send' ? tenant : args[0];
  if (typeof tenant !== 'string' || named !== tenant) {
    throw new AppError(
      'PORT_NOT_GRANTED',
      `The function ${name} may not use ${port}.${method} for another tenant than its own.`,
    );
  }
  const adapter = ports[port] as unknown as Record<string, (...values: unknown[]) => Promise<unknown>>;
  return await adapter[method]?.(...restoreSignals(args, places, signal));
}
