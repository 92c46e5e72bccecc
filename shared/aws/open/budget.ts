import type { AwsContext } from '#shared/aws/context.ts';
import { DynamoBudget } from '#shared/aws/dynamodb/budget.ts';
import { openStore } from '#shared/aws/dynamodb/store.ts';

/** Opens the port `budget`. */
export const open = (context: AwsContext) => new DynamoBudget(openStore(context));
