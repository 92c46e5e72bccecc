import { messageKey } from '#shared/aws/dynamodb/keys.ts';
import type { Write } from '#shared/aws/dynamodb/table.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { OutgoingMessage } from '#shared/ports/queue.ts';

/** How long a message stays in the table: longer than the stream (a day) can still bring it to the relay. */
const KEEP_SECONDS = 2 * 24 * 60 * 60;

/**
 * The writes that put messages into the outbox, as part of the transaction that they belong to. The stream brings each that
 * is new to the relay, which sends it; one whose id is there already is not new.
 */
export function messageWrites(tenant: TenantId, messages: readonly OutgoingMessage[], clock: Clock): Write[] {
  const ttl = Math.floor(clock.now() / 1_000) + KEEP_SECONDS;
  const distinct = new Map(messages.map((message) => [`${message.queue} ${message.id}`, message]));
  return [...distinct.values()].map(({ queue, id, body }) => ({
    put: {
      ...messageKey(tenant, queue, id),
      kind: 'message',
      tenant,
      queue,
      id,
      body: JSON.stringify(body),
      ttl,
    },
  }));
}
