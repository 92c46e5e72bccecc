import type { JsonClient } from '#tests/rehearsal/gateway/call-json.ts';
import {
  bodyOf,
  operationOf,
  type ServiceAnswer,
  type ServiceCall,
} from '#tests/rehearsal/gateway/service-call.ts';
import { signed } from '#tests/rehearsal/gateway/sigv4.ts';
import { Tally } from '#tests/rehearsal/gateway/tally.ts';
import type { Authority } from '#tests/rehearsal/iam/authority.ts';

/** A table that stands behind the service. */
export interface TableBehind {
  arn: string;
  /** ARN of its stream as the template knows it, and as the server behind does. */
  streamArn?: string;
  streamBehind?: string;
  /** The customer key that it is encrypted with. */
  keyArn?: string;
}

interface Capacity {
  CapacityUnits?: number;
  ReadCapacityUnits?: number;
  WriteCapacityUnits?: number;
}

const WRITES = /^(PutItem|UpdateItem|DeleteItem|BatchWriteItem|TransactWriteItems)$/;
/** Actions that are asked for with another name than that of the operation: those of a transaction's parts. */
const TRANSACTED: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

/** DynamoDB and its streams, in front of a server that knows only one pair of keys. */
export class DynamoDbService {
  readonly #tables: ReadonlyMap<string, TableBehind>;
  readonly #behind: Omit<JsonClient, 'target'>;
  readonly #authority: Authority;
  readonly #tally: Tally;

  constructor(options: {
    /** By name. */
    tables: ReadonlyMap<string, TableBehind>;
    behind: Omit<JsonClient, 'target'>;
    authority: Authority;
    tally: Tally;
  }) {
    this.#tables = options.tables;
    this.#behind = options.behind;
    this.#authority = options.authority;
    this.#tally = options.tally;
  }

  /** Answers a call. Throws `AccessDenied`. */
  async handle(call: ServiceCall): Promise<ServiceAnswer> {
    const operation = operationOf(call);
    const input = bodyOf(call);
    const streams = String(call.headers['x-amz-target']).startsWith('DynamoDBStreams');
    const tally = call.session.owner ? new Tally() : this.#tally;
    tally.add(`dynamodb:${operation}`);
    if (streams) this.#authoriseStream(call, operation, input);
    else
      for (const part of partsOf(operation, input))
        this.#authorise(call, part.action, part.table, part.index);
    // Readers that do not ask for it get no answer they did not expect: what it costs is counted and taken out again.
    const asks = input.ReturnConsumedCapacity !== undefined;
    const counted = streams || asks ? input : { ...input, ReturnConsumedCapacity: 'TOTAL' };
    const answer = await this.#forward(call, this.#toBehind(counted));
    if (streams || answer.status !== 200) return answer;
    const { ConsumedCapacity, ...rest } = JSON.parse(answer.body.toString()) as {
      ConsumedCapacity?: Capacity | Capacity[];
    };
    for (const used of [ConsumedCapacity ?? []].flat()) {
      const units = used.CapacityUnits ?? (used.WriteCapacityUnits ?? 0) + (used.ReadCapacityUnits ?? 0);
      tally.add(WRITES.test(operation) ? 'dynamodb-write-units' : 'dynamodb-read-units', units);
    }
    return asks ? answer : { ...answer, body: JSON.stringify(rest) };
  }

  #authorise({ session, region }: ServiceCall, action: string, name: string, index?: string): void {
    const table = this.#tables.get(name);
    const arn = table?.arn ?? `arn:aws:dynamodb:${region}:${session.caller.role.split(':')[4]}:table/${name}`;
    const resource = index === undefined ? arn : `${arn}/index/${index}`;
    this.#authority.require(session.caller, `dynamodb:${action}`, resource, { owner: arn });
    if (table?.keyArn === undefined) return;
    // With a customer key the caller must be allowed to use it through the service.
    if (!session.owner) this.#tally.add(`kms ${session.caller.role}`);
    const context = { 'kms:ViaService': `dynamodb.${region}.amazonaws.com` };
    this.#authority.require(session.caller, 'kms:Decrypt', table.keyArn, { context, needsDelegation: true });
  }

  #authoriseStream({ session }: ServiceCall, operation: string, input: Record<string, unknown>): void {
    const iterator = String(input.ShardIterator ?? '');
    const resource = String(input.StreamArn ?? this.#iterators.get(iterator) ?? '*');
    this.#authority.require(session.caller, `dynamodb:${operation}`, resource);
  }

  /** Of which stream an iterator is. */
  readonly #iterators = new Map<string, string>();

  #toBehind(input: Record<string, unknown>): Record<string, unknown> {
    if (typeof input.StreamArn !== 'string') return input;
    const table = [...this.#tables.values()].find(({ streamArn }) => streamArn === input.StreamArn);
    return { ...input, StreamArn: table?.streamBehind ?? input.StreamArn };
  }

  async #forward(call: ServiceCall, input: Record<string, unknown>): Promise<ServiceAnswer> {
    const body = Buffer.from(JSON.stringify(input));
    const { host } = new URL(this.#behind.endpoint);
    const kept = {
      host,
      'content-type': String(call.headers['content-type']),
      'x-amz-target': String(call.headers['x-amz-target']),
    };
    const { host: _, ...headers } = signed({ method: 'POST', url: '/', headers: kept, body }, this.#behind);
    const response = await fetch(this.#behind.endpoint, { method: 'POST', headers, body });
    const answer = Buffer.from(await response.arrayBuffer());
    this.#remember(answer, operationOf(call), bodyOf(call));
    return {
      status: response.status,
      headers: { 'content-type': response.headers.get('content-type') ?? 'application/x-amz-json-1.0' },
      body: answer,
    };
  }

  #remember(answer: Buffer, operation: string, input: Record<string, unknown>): void {
    if (operation !== 'GetShardIterator' && operation !== 'GetRecords') return;
    const { ShardIterator, NextShardIterator } = JSON.parse(answer.toString()) as Record<string, string>;
    const arn = String(input.StreamArn ?? this.#iterators.get(String(input.ShardIterator)) ?? '*');
    for (const iterator of [ShardIterator, NextShardIterator])
      if (iterator) this.#iterators.set(iterator, arn);
  }
}

interface Part {
  action: string;
  table: string;
  index?: string;
}

/** The actions on tables that an operation asks for. */
function partsOf(operation: string, input: Record<string, unknown>): Part[] {
  if (operation.startsWith('Transact')) {
    const items = (input.TransactItems ?? []) as Record<string, { TableName: string }>[];
    return items.flatMap((item) =>
      Object.entries(item).map(([kind, { TableName }]) => ({
        action: TRANSACTED[kind] ?? kind,
        table: nameOf(TableName),
      })),
    );
  }
  if (operation.startsWith('Batch')) {
    return Object.keys((input.RequestItems ?? {}) as object).map((table) => ({
      action: operation,
      table: nameOf(table),
    }));
  }
  const { TableName, IndexName } = input as { TableName?: string; IndexName?: string };
  const part = { action: operation, table: nameOf(TableName ?? '*') };
  return [IndexName === undefined ? part : { ...part, index: IndexName }];
}

function nameOf(nameOrArn: string): string {
  return nameOrArn.startsWith('arn:') ? (nameOrArn.split('/')[1] ?? nameOrArn) : nameOrArn;
}
