import { fromWire, HOST_PORTS, type HostPort, type ToHost, type ToWorker } from '#local/pool/messages.ts';
import type { Ports } from '#shared/ports/ports.ts';

/** The worker's side of the ports that live in the host. */
export interface HostCalls {
  ports: Pick<Ports, HostPort>;
  /** Hands an answer of the host to the call that waits for it. */
  settle(answer: ToWorker & { type: 'answer' }): void;
}

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/** Makes ports whose every method is a message to the host. */
export function createHostCalls(send: (message: ToHost) => void): HostCalls {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const call = (port: HostPort, method: string, args: unknown[]) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      // Signals cannot travel; the host aborts the whole invocation instead.
      send({
        type: 'call',
        call: last,
        port,
        method,
        args: args.filter((arg) => !(arg instanceof AbortSignal)),
      });
    });
  const remote = (port: HostPort) =>
    new Proxy(
      {},
      {
        get: (_, method) =>
          method === 'then' ? undefined : (...args: unknown[]) => call(port, String(method), args),
      },
    );
  return {
    ports: Object.fromEntries(HOST_PORTS.map((port) => [port, remote(port)])) as unknown as Pick<
      Ports,
      HostPort
    >,
    settle: ({ call: id, value, error }) => {
      const { resolve, reject } = waiting.get(id) ?? {};
      waiting.delete(id);
      if (error) reject?.(fromWire(error));
      else resolve?.(value);
    },
  };
}
