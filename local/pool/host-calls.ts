import { fromWire, HOST_PORTS, type HostPort, type ToHost, type ToWorker } from '#local/pool/messages.ts';
import { liftSignals } from '#local/pool/signals.ts';
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
  /** Stops listening to the signals of the call. */
  deafen: () => void;
}

/** Makes ports whose every method is a message to the host; a signal among the arguments is one more when it fires. */
export function createHostCalls(send: (message: ToHost) => void): HostCalls {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const call = (port: HostPort, method: string, given: unknown[]) =>
    new Promise((resolve, reject) => {
      last += 1;
      const id = last;
      const { args, places, signals } = liftSignals(given);
      send({ type: 'call', call: id, port, method, args, places });
      const cancel = () => send({ type: 'cancel', call: id });
      for (const signal of signals) {
        if (signal.aborted) cancel();
        else signal.addEventListener('abort', cancel, { once: true });
      }
      const deafen = () => {
        for (const signal of signals) signal.removeEventListener('abort', cancel);
      };
      waiting.set(id, { resolve, reject, deafen });
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
      const { resolve, reject, deafen } = waiting.get(id) ?? {};
      waiting.delete(id);
      deafen?.();
      if (error) reject?.(fromWire(error));
      else resolve?.(value);
    },
  };
}
