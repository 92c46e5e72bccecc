import type { AwsContext } from '#shared/aws/context.ts';
import { DynamoStepLedger } from '#shared/aws/dynamodb/step-ledger.ts';
import { openStore } from '#shared/aws/dynamodb/store.ts';

/** Opens the port `ledger`. */
export const open = (context: AwsContext) => new DynamoStepLedger(openStore(context));
