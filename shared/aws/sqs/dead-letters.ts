import type { SqsCalls } from '#shared/aws/sqs/calls.ts';
import type { QueueMessage } from '#shared/aws/sqs/messages.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { type DeadLetter, MAX_RECEIVES } from '#shared/ports/queue.ts';
import { QUEUE_LIMITS } from '#shared/security/checked-receipts.ts';

/** How long dead letters are hidden while they are read or put back, in s. */
const HIDDEN_S = 60;
/** Who does not wait asks only some of SQS's servers, so that an empty answer does not mean an empty queue, in s. */
const ASK_ALL_S = 1;
/** Of a message that SQS itself moved, because its receivers died or a function failed, whose log says why. */
const NOT_TOLD = 'Nobody who received it has said why.';

/** Reads up to `limit` dead letters and leaves them where they are. */
export async function readDeadLetters(calls: SqsCalls, url: string, limit: number): Promise<DeadLetter[]> {
  const letters: QueueMessage[] = [];
  while (letters.length < limit) {
    const max = Math.min(QUEUE_LIMITS.batch, limit - letters.length);
    const some = await calls.take(url, max, HIDDEN_S, ASK_ALL_S);
    if (some.length === 0) break;
    letters.push(...some);
  }
  for (const { receipt } of letters) await calls.hide(url, receipt, 0);
  return letters.map(({ id, body, reason = NOT_TOLD }) => ({
    id,
    body,
    receiveCount: MAX_RECEIVES,
    reason,
  }));
}

/** Sends every dead letter to the queue again and only then removes it; gives how many there were. */
export async function putBack(
  calls: SqsCalls,
  tenant: TenantId,
  { from, to }: { from: string; to: string },
): Promise<number> {
  for (let count = 0; ; ) {
    const letters = await calls.take(from, QUEUE_LIMITS.batch, HIDDEN_S, ASK_ALL_S);
    if (letters.length === 0) return count;
    // The id that SQS gave the dead letter, not ours, which it still knows and would drop in silence.
    const postings = letters.map(({ id, body, messageId }) => ({
      envelope: { tenant, id, body },
      dedupe: messageId,
    }));
    await calls.send(to, postings);
    for (const { receipt } of letters) await calls.remove(from, receipt);
    count += letters.length;
  }
}
