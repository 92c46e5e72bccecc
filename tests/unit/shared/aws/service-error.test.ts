import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, onTestFinished, test } from 'vitest';
import { clientSettings } from '#shared/aws/client-settings.ts';
import { serviceError } from '#shared/aws/service-error.ts';
import { SqsQueue } from '#shared/aws/sqs/queue.ts';
import { AppError } from '#shared/errors.ts';
import { systemClock } from '#shared/node/clock.ts';
import { ACME, expectCode } from '#tests/contract/harness.ts';
import { clientOf, listen } from '#tests/emulators/wire.ts';

const refusal = (name: string, status = 400) =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode: status } });

test.each([
  [refusal('ThrottlingException'), 'STORE_UNAVAILABLE'],
  [refusal('TooManyRequestsException', 429), 'STORE_UNAVAILABLE'],
  [refusal('RequestThrottled'), 'STORE_UNAVAILABLE'],
  [refusal('RequestTimeout'), 'STORE_UNAVAILABLE'],
  [refusal('ExecutionLimitExceeded'), 'STORE_UNAVAILABLE'],
  [refusal('OverLimit', 403), 'STORE_UNAVAILABLE'],
  [refusal('Unknown', 429), 'STORE_UNAVAILABLE'],
  [refusal('Whatever', 503), 'STORE_UNAVAILABLE'],
  [Object.assign(new Error('no way'), { code: 'ECONNREFUSED' }), 'STORE_UNAVAILABLE'],
  [Object.assign(new Error('late'), { name: 'TimeoutError', code: 'ETIMEDOUT' }), 'STORE_UNAVAILABLE'],
  [Object.assign(new Error('stop'), { name: 'AbortError' }), 'CANCELLED'],
  [refusal('AccessDeniedException', 403), 'INTERNAL'],
  [refusal('ExecutionDoesNotExist'), 'NOT_FOUND'],
  [new AppError('LEASE_LOST', 'It is gone.'), 'LEASE_LOST'],
  [undefined, 'INTERNAL'],
])('%s means %s', (error, code) => {
  expect(serviceError(error, 'A thing', { ExecutionDoesNotExist: 'NOT_FOUND' })).toMatchObject({ code });
});

test('the message names the thing, and the cause keeps what the service said', () => {
  const cause = refusal('AccessDeniedException', 403);
  const error = serviceError(cause, 'A queue');
  expect(error).toMatchObject({
    message: 'A queue: AWS refused a call (AccessDeniedException).',
    cause,
  });
});

const url = 'https://sqs.example.com/1/jobs.fifo';
const queueOf = (client: SQSClient) =>
  new SqsQueue({ client, clock: systemClock, queues: () => ({ url, shared: false }) });
const message = { queue: 'jobs', id: 'a', body: 1 };

test('a message that a batch did not take fails the sending, which may be repeated', async () => {
  const client = new SQSClient(clientOf('http://127.0.0.1:9'));
  const mock = mockClient(client);
  mock.on(SendMessageBatchCommand).resolves({
    Successful: [],
    Failed: [{ Id: '0', Code: 'InternalError', SenderFault: false }],
  });
  await expectCode(queueOf(client).send(ACME, [message]), 'STORE_UNAVAILABLE');
});

test('what is throttled is tried again a few times, and not more', async () => {
  let calls = 0;
  const server = await listen(async (_, response) => {
    calls += 1;
    response
      .writeHead(400, { 'content-type': 'application/x-amz-json-1.0' })
      .end(JSON.stringify({ __type: 'ThrottlingException', message: 'Rate exceeded' }));
  });
  const client = new SQSClient({
    ...clientSettings(),
    ...clientOf(server.url),
    useQueueUrlAsEndpoint: false,
  });
  onTestFinished(async () => {
    client.destroy();
    await server.close();
  });
  await expectCode(queueOf(client).send(ACME, [message]), 'STORE_UNAVAILABLE');
  expect(calls).toBeGreaterThan(1);
  expect(calls).toBeLessThanOrEqual(4);
});

test('a call that is never answered is given up and made again', async () => {
  let calls = 0;
  const server = await listen(async (_, response) => {
    calls += 1;
    if (calls === 1) return;
    response
      .writeHead(200, { 'content-type': 'application/x-amz-json-1.0' })
      .end(JSON.stringify({ Successful: [{ Id: '0', MessageId: 'm', MD5OfMessageBody: '' }], Failed: [] }));
  });
  const client = new SQSClient({
    ...clientSettings(200),
    ...clientOf(server.url),
    useQueueUrlAsEndpoint: false,
    md5: false,
  });
  onTestFinished(async () => {
    client.destroy();
    await server.close();
  });
  await queueOf(client).send(ACME, [message]);
  expect(calls).toBe(2);
});
