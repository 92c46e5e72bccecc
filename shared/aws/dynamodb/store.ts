import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { AwsContext } from '#shared/aws/context.ts';
import { createDynamoClient } from '#shared/aws/dynamodb/client.ts';
import type { Patience } from '#shared/aws/dynamodb/contend.ts';
import { JournalTails } from '#shared/aws/dynamodb/journal-tail.ts';
import { Table } from '#shared/aws/dynamodb/table.ts';

/** What the adapters upon the table are made of, and have together. */
export interface Store extends Patience {
  table: Table;
  tails: JournalTails;
}

/** Makes it for a table. */
export function createStore(client: DynamoDBClient, name: string, { clock, random }: Patience): Store {
  const table = new Table(client, name, { clock, random });
  return { table, tails: new JournalTails(table), clock, random };
}

const opened = new WeakMap<AwsContext, Store>();

/** The store of this process, one client for all of its adapters. Throws `CONFIG_INVALID` when the environment names no table. */
export function openStore(context: AwsContext): Store {
  const store =
    opened.get(context) ?? createStore(createDynamoClient(), context.config.resource('table'), context.ports);
  opened.set(context, store);
  return store;
}
