import type { QueueMessage } from '#shared/aws/sqs/messages.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { ReceivedMessage } from '#shared/ports/queue.ts';

/** A message in the hands of this process. */
interface HeldMessage extends QueueMessage {
  tenant: TenantId;
  queue: string;
  /** Monotonic ms at which it is handed out again; counted from before the request, so never too late. */
  until: number;
}

/**
 * What this process has received and not answered. SQS takes the deletion of a message whose receipt has run out for done
 * (docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html), so that who held it must know.
 */
export class HeldMessages {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #held = new Map<string, HeldMessage>();

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock;
  }

  /** Keeps it, forgets what has run out, and gives it as the port does. */
  add(message: HeldMessage): ReceivedMessage {
    for (const [receipt, { until }] of this.#held)
      if (until <= this.#clock.monotonic()) this.#held.delete(receipt);
    const { id, body, receiveCount, receipt } = message;
    this.#held.set(receipt, message);
    return { id, body, receiveCount, receipt };
  }

  /** The message of a receipt; throws `LEASE_LOST` when it has run out, was answered, or is somebody else's. */
  find(tenant: TenantId, queue: string, receipt: string): HeldMessage {
    const held = this.#held.get(receipt);
    if (held && held.tenant === tenant && held.queue === queue && held.until > this.#clock.monotonic())
      return held;
    throw new AppError('LEASE_LOST', 'That message is no longer in these hands.');
  }

  drop(receipt: string): void {
    this.#held.delete(receipt);
  }
}
