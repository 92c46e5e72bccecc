import { randomUUID } from 'node:crypto';
import {
  type AttributeValue,
  type CancellationReason,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { CONTENDED, contend, type Patience } from '#shared/aws/dynamodb/contend.ts';
import { fromAttributes, type Item, type Key, toAttributes } from '#shared/aws/dynamodb/items.ts';
import { serviceError } from '#shared/aws/service-error.ts';
import { AppError } from '#shared/errors.ts';

/** A write. In expressions `#name` stands for an attribute and `:name` for one of `values`. */
export type Write = ({ put: Item & Key } | { update: Key; expression: string }) & {
  condition?: string;
  values?: Item;
};

/** Why a write was not made: its condition does not hold for the item that is there, or others wrote at the same time. */
export type Refusal = { reason: 'condition'; found: Item | undefined } | { reason: 'contended' };

/** What came of a write: an update gives the whole item as it is then. */
export type Outcome =
  | { item: Item; refusal?: undefined }
  | { item?: undefined; refusal: Refusal & { reason: 'condition' } };

/** AWS: writes of one transaction. */
const MOST_WRITES = 100;

/** The one table. Throws `STORE_UNAVAILABLE` when it cannot answer, whatever the call, and `INTERNAL` when it will not. */
export class Table {
  readonly #client: DynamoDBClient;
  readonly #name: string;
  readonly #patience: Patience;

  constructor(client: DynamoDBClient, name: string, patience: Patience) {
    this.#client = client;
    this.#name = name;
    this.#patience = patience;
  }

  /** The item as it is now, or undefined. */
  async get(key: Key): Promise<Item | undefined> {
    const command = new GetItemCommand({
      TableName: this.#name,
      Key: toAttributes(key),
      ConsistentRead: true,
    });
    const { Item: found } = await this.#client.send(command).catch(failed);
    return found && fromAttributes(found);
  }

  /**
   * Items of a partition whose sort keys lie between `from` and `to`, both included; at most `limit`. With `stale` they may
   * be those of a moment ago, at half the price.
   */
  async query(
    pk: string,
    { from = ' ', to = '\u007f', limit = Number.POSITIVE_INFINITY, newestFirst = false, stale = false } = {},
  ): Promise<Item[]> {
    const items: Item[] = [];
    let start: Record<string, AttributeValue> | undefined;
    do {
      const command: QueryCommand = new QueryCommand({
        TableName: this.#name,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: toAttributes({ ':pk': pk, ':from': from, ':to': to }),
        ScanIndexForward: !newestFirst,
        ConsistentRead: !stale,
        ...(Number.isFinite(limit) ? { Limit: limit - items.length } : {}),
        ...(start ? { ExclusiveStartKey: start } : {}),
      });
      const page = await this.#client.send(command).catch(failed);
      items.push(...(page.Items ?? []).map(fromAttributes));
      start = page.LastEvaluatedKey;
    } while (start && items.length < limit);
    return items;
  }

  /** Makes one write, if its condition holds; waits for a transaction that has the item in its hands. */
  async write(write: Write): Promise<Outcome> {
    return await contend(this.#patience, () => this.#attempt(write));
  }

  async #attempt(write: Write): Promise<Outcome | typeof CONTENDED> {
    const request = this.#request(write);
    try {
      if ('put' in write) {
        await this.#client.send(new PutItemCommand({ ...request, Item: toAttributes(write.put) }));
        return { item: {} };
      }
      const Key = toAttributes(write.update);
      const command = new UpdateItemCommand({ ...request, Key, ReturnValues: 'ALL_NEW' });
      const { Attributes = {} } = await this.#client.send(command);
      return { item: fromAttributes(Attributes) };
    } catch (error) {
      if (isNamed(error, 'TransactionConflictException')) return CONTENDED;
      if (!isNamed(error, 'ConditionalCheckFailedException')) throw tableError(error);
      const { Item: found } = error as { Item?: Parameters<typeof fromAttributes>[0] };
      return { refusal: { reason: 'condition', found: found && fromAttributes(found) } };
    }
  }

  /** Removes the item; one that is not there is passed over. */
  async remove(key: Key): Promise<void> {
    await this.#client
      .send(new DeleteItemCommand({ TableName: this.#name, Key: toAttributes(key) }))
      .catch(failed);
  }

  /**
   * Makes all writes or none: gives nothing when they are made, else for each write why it was refused, if it was. The SDK
   * tries again under the same token, so that a transaction whose answer was lost is not made twice.
   */
  async transact(writes: readonly Write[]): Promise<(Refusal | undefined)[] | undefined> {
    if (writes.length > MOST_WRITES) {
      throw new AppError(
        'OPTION_INVALID',
        `${writes.length} things cannot be written at once, only ${MOST_WRITES}.`,
      );
    }
    const items: TransactWriteItem[] = writes.map((write) => {
      const { UpdateExpression = '', ...request } = this.#request(write);
      return 'put' in write
        ? { Put: { ...request, Item: toAttributes(write.put) } }
        : { Update: { ...request, UpdateExpression, Key: toAttributes(write.update) } };
    });
    try {
      await this.#client.send(
        new TransactWriteItemsCommand({ TransactItems: items, ClientRequestToken: randomUUID() }),
      );
      return undefined;
    } catch (error) {
      if (isNamed(error, 'TransactionInProgressException'))
        return writes.map(() => ({ reason: 'contended' }));
      if (!isNamed(error, 'TransactionCanceledException')) throw tableError(error);
      const { CancellationReasons = [] } = error as { CancellationReasons?: CancellationReason[] };
      return CancellationReasons.map((reason) => refusalOf(reason, error));
    }
  }

  #request(write: Write) {
    const { condition, values = {} } = write;
    const expression = 'update' in write ? write.expression : undefined;
    const names = new Set(`${expression} ${condition}`.match(/#\w+/g));
    const given = Object.entries(values).map(([name, value]) => [`:${name}`, value]);
    return {
      TableName: this.#name,
      ...(expression ? { UpdateExpression: expression } : {}),
      ...(condition
        ? { ConditionExpression: condition, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const }
        : {}),
      ...(names.size > 0
        ? { ExpressionAttributeNames: Object.fromEntries([...names].map((name) => [name, name.slice(1)])) }
        : {}),
      ...(given.length > 0 ? { ExpressionAttributeValues: toAttributes(Object.fromEntries(given)) } : {}),
    };
  }
}

function isNamed(error: unknown, name: string): boolean {
  return (error as { name?: unknown }).name === name;
}

function tableError(error: unknown): AppError {
  return serviceError(error, 'The table');
}

function failed(error: unknown): never {
  throw tableError(error);
}

/** Codes of a transaction's cancellation, see TransactWriteItems in the API reference of DynamoDB. */
function refusalOf({ Code, Item: found }: CancellationReason, error: unknown): Refusal | undefined {
  if (Code === undefined || Code === 'None') return undefined;
  if (Code === 'ConditionalCheckFailed') {
    return {
      reason: 'condition',
      found: found && Object.keys(found).length > 0 ? fromAttributes(found) : undefined,
    };
  }
  if (
    Code === 'TransactionConflict' ||
    Code === 'ThrottlingError' ||
    Code === 'ProvisionedThroughputExceeded'
  ) {
    return { reason: 'contended' };
  }
  throw tableError(error);
}
