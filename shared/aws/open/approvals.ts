import type { AwsContext } from '#shared/aws/context.ts';
import { DynamoApprovals } from '#shared/aws/dynamodb/approvals.ts';
import { openTable } from '#shared/aws/open-table.ts';

/** Opens the port `approvals`. */
export const open = (context: AwsContext) => new DynamoApprovals(openTable(context));
