import { streamHandler } from '#functions/stream-handler.ts';
import type { TableChange } from '#shared/aws/dynamodb/stream-records.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import { toAppError } from '#shared/errors.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { Live } from '#shared/ports/live.ts';
import type { Log } from '#shared/ports/log.ts';
import type { Queue } from '#shared/ports/queue.ts';

/**
 * How long the events of one batch are shown, in ms: messages of every tenant stand behind them, and a batch that takes longer
 * than the function may comes again as a whole.
 */
const SHOW_MS = 10_000;

/** What the relay needs. */
export interface RelayPorts {
  queue: Pick<Queue, 'send'>;
  live: Pick<Live, 'watchers' | 'send' | 'close'>;
  clock: Pick<Clock, 'monotonic'>;
  log: Pick<Log, 'warn'>;
}

/** Sends on what became true in the table: messages to their queues, events to whoever watches their run. */
export const handler = streamHandler('upkeep-relay', ({ ports }) => createRelay(ports));

/**
 * Makes the relay for one batch. A message that cannot be sent throws: it must not be lost. An event that cannot be shown, or
 * not in time, is passed over, for it stands in the journal, where whoever sees a gap in its versions reads it.
 */
export function createRelay({ queue, live, clock, log }: RelayPorts): (change: TableChange) => Promise<void> {
  const until = clock.monotonic() + SHOW_MS;
  const watchers = new Map<string, Promise<string[]>>();
  const watching = (tenant: TenantId, run: RunId) => {
    const name = `${tenant}/${run}`;
    const found = watchers.get(name) ?? live.watchers(tenant, run);
    watchers.set(name, found);
    return found;
  };
  const show = async ({ tenant, run, event }: TableChange & { kind: 'event' }) => {
    const told = await Promise.allSettled(
      (await watching(tenant, run)).map(async (connection) => {
        const there = await live.send(connection, { type: 'event', run, event });
        if (!there) await live.close(tenant, connection);
      }),
    );
    const failed = told.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
  };
  return async (change) => {
    if (change.kind === 'message') return await queue.send(change.tenant, [change.message]);
    const { run, event } = change;
    const notShown = (why: object) => log.warn('relay.not-shown', { run, version: event.version, ...why });
    if (clock.monotonic() >= until) return notShown({ message: 'There was no time left.' });
    await show(change).catch((error) => {
      const { code, message } = toAppError(error);
      notShown({ code, message });
    });
  };
}
