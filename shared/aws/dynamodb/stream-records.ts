import * as z from 'zod';
import { fromAttributes } from '#shared/aws/dynamodb/items.ts';
import { storedEvent } from '#shared/aws/dynamodb/journal-tail.ts';
import type { StoredEvent } from '#shared/domain/events.ts';
import { RunId, TenantId } from '#shared/domain/identity.ts';
import type { OutgoingMessage } from '#shared/ports/queue.ts';

/** Of the table's changes those that the relay is called for, as the filter of an event source mapping says it. */
export const RELAYED = {
  eventName: ['INSERT'],
  dynamodb: { NewImage: { kind: { S: ['event', 'message'] } } },
} as const;

/** A batch of changes as Lambda hands it over. */
export const StreamBatch = z.object({
  Records: z.array(
    z.object({
      eventName: z.string().optional(),
      dynamodb: z.object({
        SequenceNumber: z.string(),
        NewImage: z
          .record(z.string(), z.object({ S: z.string().optional(), N: z.string().optional() }))
          .optional(),
      }),
    }),
  ),
});
export type StreamRecord = z.infer<typeof StreamBatch>['Records'][number];

/** What is new in the table and somebody waits for. */
export type TableChange =
  | { kind: 'event'; tenant: TenantId; run: RunId; event: StoredEvent }
  | { kind: 'message'; tenant: TenantId; message: OutgoingMessage };

/** Reads a record; undefined for a change that nobody waits for. Throws for an item that is none of ours. */
export function tableChange({ eventName, dynamodb: { NewImage } }: StreamRecord): TableChange | undefined {
  if (eventName !== 'INSERT' || !NewImage) return undefined;
  const item = fromAttributes(NewImage as Parameters<typeof fromAttributes>[0]);
  if (item.kind === 'event') {
    return {
      kind: 'event',
      tenant: TenantId.parse(item.tenant),
      run: RunId.parse(item.run),
      event: storedEvent(item),
    };
  }
  if (item.kind !== 'message') return undefined;
  return {
    kind: 'message',
    tenant: TenantId.parse(item.tenant),
    message: { queue: String(item.queue), id: String(item.id), body: JSON.parse(String(item.body)) },
  };
}
