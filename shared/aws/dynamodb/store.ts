import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { AwsContext } from '#shared/aws/context.ts';
import { createDynamoClient } from '#shared/aws/dynamodb/client.ts';
import { JournalTails } from '#shared/aws/dynamodb/journal-tail.ts';
import { Table } from '#shared/aws/dynamodb/table.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { Random } from '#shared/ports/random.ts';

/** What the adapters upon the table are made of, and have together. */
export interface Store {
  table: Table;
  tails: JournalTails;
  clock: Clock;
  random: Random;
}

/** Makes it for a table. */
export function createStore(
  client: DynamoDBClient,
  name: string,
  { clock, random }: Pick<Store, 'clock' | 'random'>,
): Store {
  const table = new Table(client, name);
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
