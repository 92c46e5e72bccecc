import type { AwsContext } from '#shared/aws/context.ts';
import { DynamoApprovals } from '#shared/aws/dynamodb/approvals.ts';
import { openStore } from '#shared/aws/dynamodb/store.ts';

/** Opens the port `approvals`. */
export const open = (context: AwsContext) => new DynamoApprovals(openStore(context));
