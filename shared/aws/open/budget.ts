import type { AwsContext } from '#shared/aws/context.ts';
import { DynamoBudget } from '#shared/aws/dynamodb/budget.ts';
import { openTable } from '#shared/aws/open-table.ts';

/** Opens the port `budget`. */
export const open = (context: AwsContext) => new DynamoBudget(openTable(context), context.ports);
