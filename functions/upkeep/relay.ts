import { streamHandler } from '#functions/stream-handler.ts';
import type { TableChange } from '#shared/aws/dynamodb/stream-records.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import { toAppError } from '#shared/errors.ts';
import type { Live } from '#shared/ports/live.ts';
import type { Log } from '#shared/ports/log.ts';
import type { Queue } from '#shared/ports/queue.ts';

/** What the relay needs. */
export interface RelayPorts {
  queue: Pick<Queue, 'send'>;
  live: Pick<Live, 'watchers' | 'send' | 'close'>;
  log: Pick<Log, 'warn'>;
}

/** Sends on what became true in the table: messages to their queues, events to whoever watches their run. */
export const handler = streamHandler('upkeep-relay', ({ ports }) => createRelay(ports));

/**
 * Makes the relay for one batch. A message that cannot be sent throws: it must not be lost. An event that cannot be shown
 * is passed over, for it stands in the journal, where whoever sees a gap in its versions reads it.
 */
export function createRelay({ queue, live, log }: RelayPorts): (change: TableChange) => Promise<void> {
  const watchers = new Map<string, Promise<string[]>>();
  const watching = (tenant: TenantId, run: RunId) => {
    const name = `${tenant}/${run}`;
    const found = watchers.get(name) ?? live.watchers(tenant, run);
    watchers.set(name, found);
    return found;
  };
  const show = async (change: TableChange & { kind: 'event' }) => {
    const { tenant, run, event } = change;
    for (const connection of await watching(tenant, run)) {
      const there = await live.send(connection, { type: 'event', run, event });
      if (!there) await live.close(tenant, connection);
    }
  };
  return async (change) => {
    if (change.kind === 'message') return await queue.send(change.tenant, [change.message]);
    await show(change).catch((error) => {
      const { code, message } = toAppError(error);
      log.warn('relay.not-shown', { run: change.run, version: change.event.version, code, message });
    });
  };
}
