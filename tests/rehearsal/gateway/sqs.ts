import {
  bodyOf,
  operationOf,
  type ServiceAnswer,
  type ServiceCall,
} from '#tests/rehearsal/gateway/service-call.ts';
import type { Tally } from '#tests/rehearsal/gateway/tally.ts';
import type { Authority } from '#tests/rehearsal/iam/authority.ts';

/** A queue that stands behind the service. */
export interface QueueBehind {
  arn: string;
  /** Its URL as the template gives it, and as the server behind does. */
  url: string;
  urlBehind: string;
  fifo: boolean;
  /** The customer key that it is encrypted with. */
  keyArn?: string;
}

/** Actions of the operations on batches; all others are asked for under the operation's name. */
const ACTIONS: Readonly<Record<string, string>> = {
  SendMessageBatch: 'SendMessage',
  DeleteMessageBatch: 'DeleteMessage',
  ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
};

/** What an action needs of the queue's customer key. */
const KEY_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  SendMessage: ['kms:GenerateDataKey', 'kms:Decrypt'],
  ReceiveMessage: ['kms:Decrypt'],
};

/** SQS, in front of a server that asks nobody who he is. */
export class SqsService {
  readonly #queues: readonly QueueBehind[];
  readonly #endpoint: string;
  readonly #authority: Authority;
  readonly #tally: Tally;

  constructor(options: {
    queues: readonly QueueBehind[];
    endpoint: string;
    authority: Authority;
    tally: Tally;
  }) {
    this.#queues = options.queues;
    this.#endpoint = options.endpoint;
    this.#authority = options.authority;
    this.#tally = options.tally;
  }

  /** Answers a call. Throws `AccessDenied`. */
  async handle(call: ServiceCall): Promise<ServiceAnswer> {
    const operation = operationOf(call);
    const action = ACTIONS[operation] ?? operation;
    const input = bodyOf<{ QueueUrl?: string }>(call);
    const queue = this.#queues.find(({ url }) => url === input.QueueUrl);
    const resource = queue?.arn ?? '*';
    const { caller } = call.session;
    this.#authority.require(caller, `sqs:${action}`, resource);
    if (queue?.keyArn !== undefined) {
      const context = { 'kms:ViaService': `sqs.${call.region}.amazonaws.com` };
      for (const use of KEY_ACTIONS[action] ?? []) {
        this.#tally.add(`kms ${call.session.caller.role}`);
        this.#authority.require(caller, use, queue.keyArn, { context, needsDelegation: true });
      }
    }
    const response = await fetch(this.#endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': String(call.headers['x-amz-target']),
        'x-amzn-query-mode': 'true',
        authorization: String(call.headers.authorization),
      },
      body: JSON.stringify({ ...input, QueueUrl: queue?.urlBehind ?? input.QueueUrl }),
    });
    const headers: Record<string, string> = { 'content-type': 'application/x-amz-json-1.0' };
    const queryError = response.headers.get('x-amzn-query-error');
    if (queryError !== null) headers['x-amzn-query-error'] = queryError;
    const body = Buffer.from(await response.arrayBuffer());
    // Waiting at an empty queue costs the same whether films are made or not: it is not of a film.
    const empty = operation === 'ReceiveMessage' && !body.includes('"Messages"');
    this.#tally.add(`${empty ? 'empty-' : ''}sqs${queue?.fifo ? '-fifo' : ''}:${operation}`);
    return { status: response.status, headers, body };
  }
}
