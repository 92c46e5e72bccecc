import type { AwsContext } from '#shared/aws/context.ts';
import { createDynamoClient } from '#shared/aws/dynamodb/client.ts';
import { Table } from '#shared/aws/dynamodb/table.ts';

const tables = new WeakMap<AwsContext, Table>();

/** The one table; the adapters of a function share its client, and so its connections. */
export function openTable(context: AwsContext): Table {
  const open = tables.get(context) ?? new Table(createDynamoClient(), context.config.resource('table'));
  tables.set(context, open);
  return open;
}
