import { createHash } from 'node:crypto';
import type { Message, SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import type { TenantId } from '#shared/domain/identity.ts';
import { QUEUE_LIMITS } from '#shared/security/checked-receipts.ts';

/** A message of ours as it is on its way; see shared/domain/production-message.ts. */
export interface Envelope {
  tenant: TenantId;
  id: string;
  body: unknown;
}

/** A message as SQS handed it out. */
export interface QueueMessage {
  id: string;
  body: unknown;
  receiveCount: number;
  receipt: string;
  /** Id that SQS gave it. */
  messageId: string;
  /** Why it became a dead letter, when somebody said so. */
  reason?: string;
}

/** What SQS keeps in its attributes, in characters. */
const LONGEST_REASON = 1_000;

/** The deduplication id of a message: one name for tenant and id, of letters that SQS takes. */
export function dedupedBy(tenant: TenantId, id: string): string {
  return createHash('sha256').update(`${tenant}\n${id}`).digest('hex');
}

/** A message that is to be sent, with its deduplication id; for dead letters, with the reason. */
export interface Posting {
  envelope: Envelope;
  dedupe: string;
  reason?: string;
}

/** An entry of a batch. Its group is its own: messages of one group are handed out one after the other. */
export function toEntry({ envelope, dedupe, reason }: Posting, at: number): SendMessageBatchRequestEntry {
  const { tenant, id } = envelope;
  return {
    Id: String(at),
    MessageBody: JSON.stringify(envelope),
    MessageGroupId: dedupedBy(tenant, id),
    MessageDeduplicationId: dedupe,
    MessageAttributes: {
      tenant: { DataType: 'String', StringValue: tenant },
      ...(reason ? { reason: { DataType: 'String', StringValue: reason.slice(0, LONGEST_REASON) } } : {}),
    },
  };
}

/** Reads what {@link toEntry} wrote. */
export function readMessage(message: Message): QueueMessage {
  const { Body = 'null', MessageId = '', ReceiptHandle = '', Attributes, MessageAttributes } = message;
  const { id, body } = JSON.parse(Body) as Envelope;
  const reason = MessageAttributes?.reason?.StringValue;
  return {
    id,
    body,
    receiveCount: Number(Attributes?.ApproximateReceiveCount ?? 1),
    receipt: ReceiptHandle,
    messageId: MessageId,
    ...(reason === undefined ? {} : { reason }),
  };
}

/** Of the bodies of one request, in bytes: 1 MiB less what attributes take. */
const LARGEST_BATCH = 1_000_000;

/** Groups of as many entries as one request takes: 10, and together at most 1 MiB of text. */
export function batches(entries: readonly SendMessageBatchRequestEntry[]): SendMessageBatchRequestEntry[][] {
  const groups: SendMessageBatchRequestEntry[][] = [];
  let size = 0;
  for (const entry of entries) {
    const bytes = Buffer.byteLength(entry.MessageBody ?? '');
    const group = groups.at(-1);
    if (group === undefined || group.length === QUEUE_LIMITS.batch || size + bytes > LARGEST_BATCH) {
      groups.push([entry]);
      size = bytes;
    } else {
      group.push(entry);
      size += bytes;
    }
  }
  return groups;
}
