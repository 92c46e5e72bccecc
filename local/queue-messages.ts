import type { Statements } from '#local/sqlite/database.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { MAX_RECEIVES, type OutgoingMessage, type ReceivedMessage } from '#shared/ports/queue.ts';

/** How long the id of a handled message is remembered, in ms; SQS FIFO queues remember for five minutes. */
const MEMORY_MS = 3_600_000;

/** Adds messages whose id the queue does not know, and forgets handled ones that are old. */
export function insertMessages(
  statements: Statements,
  tenant: TenantId,
  messages: readonly OutgoingMessage[],
  now: number,
): void {
  statements.run("DELETE FROM messages WHERE state = 'done' AND visible_at < ?", now - MEMORY_MS);
  for (const { queue, id, body } of messages) {
    statements.run(
      `INSERT INTO messages (tenant, queue, id, body, state, visible_at) VALUES (?, ?, ?, ?, 'live', ?)
       ON CONFLICT DO NOTHING`,
      tenant,
      queue,
      id,
      JSON.stringify(body),
      now,
    );
  }
}

/** Hands out up to `max` visible messages and hides them until `visibleAt`; `nextAt` is when the next one turns visible. */
export function deliver(
  statements: Statements,
  tenant: TenantId,
  queue: string,
  { max, now, visibleAt }: { max: number; now: number; visibleAt: number },
): { messages: ReceivedMessage[]; nextAt: number | undefined } {
  // A message whose last receiver never answered has been received too often as well.
  statements.run(
    `UPDATE messages SET state = 'dead', reason = 'Its receiver never answered.'
     WHERE tenant = ? AND queue = ? AND state = 'live' AND visible_at <= ? AND receive_count >= ?`,
    tenant,
    queue,
    now,
    MAX_RECEIVES,
  );
  const messages = statements
    .all<{ place: number; id: string; body: string; receiveCount: number; receipt: number }>(
      `UPDATE messages SET visible_at = ?, receive_count = receive_count + 1, receipt = receipt + 1, reason = ''
       WHERE place IN (SELECT place FROM messages WHERE tenant = ? AND queue = ? AND state = 'live' AND visible_at <= ?
         ORDER BY visible_at, place LIMIT ?)
       RETURNING place, id, body, receive_count AS receiveCount, receipt`,
      visibleAt,
      tenant,
      queue,
      now,
      max,
    )
    .sort((a, b) => a.place - b.place)
    .map(({ place, id, body, receiveCount, receipt }) => ({
      id,
      body: JSON.parse(body) as unknown,
      receiveCount,
      receipt: `${place}-${receipt}`,
    }));
  if (messages.length > 0) return { messages, nextAt: undefined };
  const next = statements.get<{ at: number | null }>(
    "SELECT min(visible_at) AS at FROM messages WHERE tenant = ? AND queue = ? AND state = 'live'",
    tenant,
    queue,
  );
  return { messages, nextAt: next?.at ?? undefined };
}

/**
 * Makes every message of every tenant visible, under whatever wall clock, and its receipt stale. One that was in the hands of
 * the process that ended, and so says no reason, has not failed: that receipt does not count.
 */
export function reclaim(statements: Statements, now: number): void {
  statements.run(
    `UPDATE messages SET receipt = receipt + 1, visible_at = min(visible_at, ?),
       receive_count = receive_count - (receive_count > 0 AND reason = ''),
       reason = iif(reason = '', 'Its receiver ended.', reason)
     WHERE state = 'live'`,
    now,
  );
}
