import { deserialize, serialize } from 'node:v8';
import { answerCall } from '#local/pool/answer-call.ts';
import { createHostCalls } from '#local/pool/host-calls.ts';
import { type HostPort, type ToHost, type ToWorker, toWire } from '#local/pool/messages.ts';
import type { Ports } from '#shared/ports/ports.ts';

/**
 * Ports of the host as a worker sees them: each call, answer and error passes through the serializer of Node's channel
 * between processes. The invocation is taken to be that of whichever tenant the call is for.
 */
export function throughHostCalls<P extends Partial<Pick<Ports, HostPort>>>(ports: P): P {
  const calls = new Map<number, AbortController>();
  const tell = (message: ToWorker & { type: 'answer' }) => hostCalls.settle(travelled(message));
  const hear = async (message: ToHost) => {
    if (message.type === 'cancel') calls.get(message.call)?.abort();
    if (message.type !== 'call') return;
    const { call } = message;
    const abort = new AbortController();
    calls.set(call, abort);
    try {
      const scope = { name: 'a worker', tenant: message.args[0], ports };
      tell({ type: 'answer', call, value: await answerCall(scope, message, abort.signal) });
    } catch (error) {
      tell({ type: 'answer', call, error: toWire(error) });
    }
  };
  const hostCalls = createHostCalls((message) => {
    const arrived = travelled(message);
    setImmediate(() => void hear(arrived));
  });
  return hostCalls.ports as unknown as P;
}

function travelled<T>(message: T): T {
  return deserialize(serialize(message)) as T;
}
