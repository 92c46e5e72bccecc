import { DynamoDBClient, TransactWriteItemsCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { Table } from '#shared/aws/dynamodb/table.ts';
import { systemClock } from '#shared/node/clock.ts';
import { systemRandom } from '#shared/node/random.ts';
import { expectCode } from '#tests/contract/harness.ts';

/** What no emulator shows: cancellations and refusals as the service names them. */
const client = new DynamoDBClient({ region: 'eu-west-1' });
const mock = mockClient(client);
const table = new Table(client, 'films', { clock: systemClock, random: systemRandom });
const put = { put: { pk: 'a', sk: 'b' } };

const failure = (name: string, more: object = {}) => Object.assign(new Error(name), { name, ...more });

test.each(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])(
  'a transaction that is cancelled for %s is to be made again',
  async (Code) => {
    const CancellationReasons = [{ Code: 'None' }, { Code }];
    mock
      .on(TransactWriteItemsCommand)
      .rejects(failure('TransactionCanceledException', { CancellationReasons }));
    expect(await table.transact([put, put])).toEqual([undefined, { reason: 'contended' }]);
  },
);

test('a write waits for a transaction that has its item in its hands', async () => {
  mock.reset();
  mock
    .on(UpdateItemCommand)
    .rejectsOnce(failure('TransactionConflictException', { $metadata: { httpStatusCode: 400 } }))
    .rejectsOnce(failure('TransactionConflictException', { $metadata: { httpStatusCode: 400 } }))
    .resolves({ Attributes: { a: { N: '1' } } });
  const update = { update: { pk: 'a', sk: 'b' }, expression: 'SET #a = :a', values: { a: 1 } };
  expect(await table.write(update)).toEqual({ item: { a: 1 } });
  expect(mock.calls()).toHaveLength(3);
});

test('a transaction that is still under way is to be made again', async () => {
  mock.on(TransactWriteItemsCommand).rejects(failure('TransactionInProgressException'));
  expect(await table.transact([put])).toEqual([{ reason: 'contended' }]);
});

test('a transaction that is wrong is no contention', async () => {
  const CancellationReasons = [{ Code: 'ValidationError' }];
  mock
    .on(TransactWriteItemsCommand)
    .rejects(failure('TransactionCanceledException', { CancellationReasons }));
  await expectCode(table.transact([put]), 'INTERNAL');
});

test('more writes than a transaction may have are refused before anything is sent', async () => {
  mock.reset();
  await expectCode(table.transact(Array.from({ length: 101 }, () => put)), 'OPTION_INVALID');
  expect(mock.calls()).toHaveLength(0);
});

test.each([
  ['ProvisionedThroughputExceededException', { $metadata: { httpStatusCode: 400 } }, 'STORE_UNAVAILABLE'],
  ['ThrottlingException', { $metadata: { httpStatusCode: 400 } }, 'STORE_UNAVAILABLE'],
  ['InternalServerError', { $metadata: { httpStatusCode: 500 } }, 'STORE_UNAVAILABLE'],
  ['TimeoutError', {}, 'STORE_UNAVAILABLE'],
  ['Error', { code: 'ECONNRESET' }, 'STORE_UNAVAILABLE'],
  ['AccessDeniedException', { $metadata: { httpStatusCode: 400 } }, 'INTERNAL'],
  ['ValidationException', { $metadata: { httpStatusCode: 400 } }, 'INTERNAL'],
] as const)('%s is one of the family, with its cause', async (name, more, code) => {
  const cause = failure(name, more);
  mock.on(UpdateItemCommand).rejects(cause);
  const update = { update: { pk: 'a', sk: 'b' }, expression: 'SET #a = :a', values: { a: 1 } };
  await expect(table.write(update)).rejects.toMatchObject({ code, cause });
});
