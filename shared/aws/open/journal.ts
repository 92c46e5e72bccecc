import type { AwsContext } from '#shared/aws/context.ts';
import { DynamoJournal } from '#shared/aws/dynamodb/journal.ts';
import { openTable } from '#shared/aws/open-table.ts';

/** Opens the port `journal`. */
export const open = (context: AwsContext) => new DynamoJournal(openTable(context), context.ports);
