import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** What calls of a client asked of the table. */
export interface TableUse {
  /** Actions as IAM names them; a transaction's are those of its parts. */
  actions: Set<string>;
  calls: number;
  writeUnits: number;
  readUnits: number;
}

interface Call {
  TransactItems?: Record<string, unknown>[];
}

interface Capacity {
  CapacityUnits?: number;
}

/** Counts what the client does from now on. Units are those that the emulator reckons. */
export function countUse(client: DynamoDBClient): TableUse {
  const use: TableUse = { actions: new Set(), calls: 0, writeUnits: 0, readUnits: 0 };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const operation = String(context.commandName).replace(/Command$/, '');
      const input = args.input as Call;
      const parts = (input.TransactItems ?? []).flatMap((part) => Object.keys(part));
      const actions = operation === 'TransactWriteItems' ? parts.map((part) => `${part}Item`) : [operation];
      for (const action of actions) use.actions.add(`dynamodb:${action}`);
      const result = await next({
        ...args,
        input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } as never,
      });
      const { ConsumedCapacity } = result.output as { ConsumedCapacity?: Capacity | Capacity[] };
      const units = [ConsumedCapacity ?? []].flat().reduce((sum, one) => sum + (one.CapacityUnits ?? 0), 0);
      use.calls += 1;
      if (operation === 'Query' || operation === 'GetItem') use.readUnits += units;
      else use.writeUnits += units;
      return result;
    },
    { step: 'initialize', name: 'countUse' },
  );
  return use;
}
