import type { AwsContext } from '#shared/aws/context.ts';
import { DynamoRuns } from '#shared/aws/dynamodb/runs.ts';
import { openStore } from '#shared/aws/dynamodb/store.ts';

/** Opens the port `runs`. */
export const open = (context: AwsContext) => new DynamoRuns(openStore(context));
