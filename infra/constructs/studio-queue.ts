import { Duration } from 'aws-cdk-lib';
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { resourceName } from '#infra/constructs/names.ts';

/** How often a message is tried before it goes to the dead letters. */
const MAX_RECEIVES = 3;

/** How many times the timeout of its function a message stays invisible: AWS advises six. */
const TIMEOUTS_INVISIBLE = 6;

/** How a queue is set up. */
export interface StudioQueueProps {
  stage: string;
  name: string;
  /** Whether each message is delivered once and those of a group in order. */
  fifo: boolean;
  /** Seconds that its function may take. */
  timeoutSeconds: number;
}

/** A queue with its dead letters: encrypted, over TLS only. */
export class StudioQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { stage, name, fifo, timeoutSeconds }: StudioQueueProps) {
    super(scope, id);
    const dead = deadLetters(this, 'Dead', { stage, name, fifo });
    this.queue = new Queue(this, 'Queue', {
      queueName: queueName(stage, name, fifo),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(TIMEOUTS_INVISIBLE * timeoutSeconds),
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: dead, maxReceiveCount: MAX_RECEIVES },
      ...fifoProps(fifo),
    });
  }
}

/** A queue of what could not be done, `NAME-dead`, that a person looks at within 14 days. */
export function deadLetters(
  scope: Construct,
  id: string,
  { stage, name, fifo = false }: { stage: string; name: string; fifo?: boolean },
): Queue {
  return new Queue(scope, id, {
    queueName: queueName(stage, `${name}-dead`, fifo),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    ...fifoProps(fifo),
  });
}

const queueName = (stage: string, name: string, fifo: boolean) =>
  `${resourceName(stage, name)}${fifo ? '.fifo' : ''}`;

/** High throughput: each message is a group of its own, and thousands are taken in a second. */
function fifoProps(fifo: boolean) {
  if (!fifo) return {};
  return {
    fifo: true,
    deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
    fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
  };
}
