import { randomUUID } from 'node:crypto';
import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import { callJson } from '#tests/rehearsal/gateway/call-json.ts';
import type { Caller } from '#tests/rehearsal/iam/evaluate.ts';
import type { Principals } from '#tests/rehearsal/iam/principals.ts';
import { LambdaFailure } from '#tests/rehearsal/lambda/lambda-failure.ts';
import type { Call, LambdaHost } from '#tests/rehearsal/lambda/lambda-host.ts';
import type { Queues } from '#tests/rehearsal/stores/queues.ts';

interface InvokeConfigProperties {
  FunctionName: string;
  MaximumRetryAttempts?: number;
  DestinationConfig?: { OnFailure?: { Destination?: string } };
}

/** What invocations that nobody waits for are made with. */
export interface AsyncOptions {
  deployment: Deployment;
  lambda: LambdaHost;
  principals: Principals;
  queues: Queues;
  gateway: string;
  region: string;
  onError(error: Error): void;
}

/**
 * Invocations that nobody waits for: taken at once, tried as often as the template says, and what fails to the end goes to
 * the destination of the function, which is sent to with the function's role.
 */
export class AsyncInvocations {
  readonly #options: AsyncOptions;
  readonly #configs: ReadonlyMap<string, InvokeConfigProperties>;
  readonly #underWay = new Set<Promise<void>>();

  constructor(options: AsyncOptions) {
    this.#options = options;
    const configs = options.deployment.resources<InvokeConfigProperties>('AWS::Lambda::EventInvokeConfig');
    this.#configs = new Map(configs.map(({ properties }) => [properties.FunctionName, properties]));
  }

  /** Takes an event for a function. Throws when it may not be called, or the service does not take it now. */
  invoke(caller: Caller, arn: string, event: unknown, call: Call): void {
    const { lambda, onError } = this.#options;
    lambda.admit(caller, arn, call);
    const work = this.#run(arn, event, call).catch(onError);
    this.#underWay.add(work);
    void work.finally(() => this.#underWay.delete(work));
  }

  /** Resolves when everything that was taken has been done or given up. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  async #run(arn: string, event: unknown, call: Call): Promise<void> {
    const { lambda, onError } = this.#options;
    const { name } = lambda.spec(arn);
    const { MaximumRetryAttempts = 2, DestinationConfig } = this.#configs.get(name) ?? {};
    for (let attempt = 1; ; attempt += 1) {
      try {
        await lambda.deliver(arn, event, call);
        return;
      } catch (error) {
        onError(error as Error);
        if (attempt <= MaximumRetryAttempts) continue;
        const destination = DestinationConfig?.OnFailure?.Destination;
        if (destination !== undefined) await this.#giveUp(destination, arn, event, error, attempt);
        return;
      }
    }
  }

  /** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
  async #giveUp(
    destination: string,
    arn: string,
    event: unknown,
    error: unknown,
    count: number,
  ): Promise<void> {
    const { lambda, principals, queues, gateway, region } = this.#options;
    const { role, name } = lambda.spec(arn);
    const { credentials } = principals.assume('lambda.amazonaws.com', role, name);
    const record = {
      version: '1.0',
      timestamp: new Date().toISOString(),
      requestContext: {
        requestId: randomUUID(),
        functionArn: `${arn}:$LATEST`,
        condition: 'RetriesExhausted',
        approximateInvokeCount: count,
      },
      requestPayload: event,
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: error instanceof LambdaFailure ? error.reported : { errorMessage: String(error) },
    };
    const client = { endpoint: gateway, region, credentials, service: 'sqs', target: 'AmazonSQS' };
    const { url: QueueUrl } = queues.byArn(destination);
    await callJson(client, 'SendMessage', { QueueUrl, MessageBody: JSON.stringify(record) });
  }
}
