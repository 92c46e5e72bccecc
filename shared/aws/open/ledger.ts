import type { AwsContext } from '#shared/aws/context.ts';
import { DynamoStepLedger } from '#shared/aws/dynamodb/step-ledger.ts';
import { openTable } from '#shared/aws/open-table.ts';

/** Opens the port `ledger`. */
export const open = (context: AwsContext) => new DynamoStepLedger(openTable(context), context.ports);
