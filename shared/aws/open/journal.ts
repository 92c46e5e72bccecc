import type { AwsContext } from '#shared/aws/context.ts';
import { DynamoJournal } from '#shared/aws/dynamodb/journal.ts';
import { openStore } from '#shared/aws/dynamodb/store.ts';

/** Opens the port `journal`. */
export const open = (context: AwsContext) => new DynamoJournal(openStore(context));
