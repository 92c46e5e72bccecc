import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { serviceError } from '#shared/aws/service-error.ts';
import { batches, type Posting, type QueueMessage, readMessage, toEntry } from '#shared/aws/sqs/messages.ts';
import { AppError, type ErrorCode } from '#shared/errors.ts';

const ABSENT: Readonly<Record<string, ErrorCode>> = { QueueDoesNotExist: 'NOT_FOUND' };
/**
 * Refusals of a receipt that is no longer good; that of a FIFO queue is the same as of any wrong parameter, and has a name of the
 * older protocol and one of today's.
 */
const STALE: Readonly<Record<string, ErrorCode>> = {
  ...ABSENT,
  ReceiptHandleIsInvalid: 'LEASE_LOST',
  InvalidParameterValue: 'LEASE_LOST',
  InvalidParameterValueException: 'LEASE_LOST',
  MessageNotInflight: 'LEASE_LOST',
};

/** The calls of SQS that queues are made of; durations are whole seconds, as SQS has them. */
export class SqsCalls {
  readonly #client: Pick<SQSClient, 'send'>;

  constructor(client: Pick<SQSClient, 'send'>) {
    this.#client = client;
  }

  /** Sends all, in as few requests as they fit into; throws `STORE_UNAVAILABLE` when not all were taken. */
  async send(url: string, postings: readonly Posting[]): Promise<void> {
    for (const group of batches(postings.map(toEntry))) {
      const { Failed = [] } = await this.#call(() =>
        this.#client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: group })),
      );
      if (Failed.length === 0) continue;
      throw new AppError(
        'STORE_UNAVAILABLE',
        'Not every message was taken; sending them again is harmless.',
        {
          cause: Failed,
        },
      );
    }
  }

  /** Receives up to `max`, hidden from others for `hiddenS`, and waits up to `waitS` for the first. */
  async take(url: string, max: number, hiddenS: number, waitS = 0): Promise<QueueMessage[]> {
    const { Messages = [] } = await this.#call(() =>
      this.#client.send(
        new ReceiveMessageCommand({
          QueueUrl: url,
          MaxNumberOfMessages: max,
          VisibilityTimeout: hiddenS,
          WaitTimeSeconds: waitS,
          MessageSystemAttributeNames: ['ApproximateReceiveCount'],
          MessageAttributeNames: ['reason'],
        }),
      ),
    );
    return Messages.map(readMessage);
  }

  /** Hides a received message from now for `seconds`; with 0 it is there again. */
  async hide(url: string, receipt: string, seconds: number): Promise<void> {
    await this.#call(
      () =>
        this.#client.send(
          new ChangeMessageVisibilityCommand({
            QueueUrl: url,
            ReceiptHandle: receipt,
            VisibilityTimeout: seconds,
          }),
        ),
      STALE,
    );
  }

  /** Removes a received message for good. */
  async remove(url: string, receipt: string): Promise<void> {
    await this.#call(
      () => this.#client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: receipt })),
      STALE,
    );
  }

  async #call<T>(work: () => Promise<T>, codes = ABSENT): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw serviceError(error, 'A queue', codes);
    }
  }
}
