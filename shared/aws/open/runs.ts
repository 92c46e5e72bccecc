import type { AwsContext } from '#shared/aws/context.ts';
import { DynamoRuns } from '#shared/aws/dynamodb/runs.ts';
import { openTable } from '#shared/aws/open-table.ts';

/** Opens the port `runs`. */
export const open = (context: AwsContext) => new DynamoRuns(openTable(context), context.ports);
