import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { RetryBudget } from '#shared/aws/retry-budget.ts';

/** An answer takes some ms; whoever waits longer has lost it and asks again. */
const CONNECT_MS = 1_000;
const ANSWER_MS = 3_000;

/** A client with connections that are kept alive, short timeouts and few retries; `more` is there for tests. */
export function createDynamoClient(more: DynamoDBClientConfig = {}): DynamoDBClient {
  return new DynamoDBClient({
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: ANSWER_MS,
      throwOnRequestTimeout: true,
    },
    retryStrategy: new RetryBudget(),
    ...more,
  });
}
