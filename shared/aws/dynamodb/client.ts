import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { clientSettings } from '#shared/aws/client-settings.ts';

/** An answer takes some ms; whoever waits longer has lost it and asks again. */
const ATTEMPT_MS = 3_000;

/** A client with connections that are kept alive, short timeouts and few retries; `more` is there for tests. */
export function createDynamoClient(more: DynamoDBClientConfig = {}): DynamoDBClient {
  return new DynamoDBClient({ ...clientSettings(ATTEMPT_MS), ...more });
}
