import { SQSClient } from '@aws-sdk/client-sqs';
import { expect, onTestFinished, test } from 'vitest';
import { clientSettings } from '#shared/aws/client-settings.ts';
import { SqsCalls } from '#shared/aws/sqs/calls.ts';
import { putBack, readDeadLetters } from '#shared/aws/sqs/dead-letters.ts';
import { ACME, expectCode } from '#tests/contract/harness.ts';
import { clientOf, listen } from '#tests/emulators/wire.ts';

const URL = 'https://sqs.example.com/1/jobs.fifo';

interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body: object;
}

/** Calls of a service that answers so, by operation and what was asked. */
async function openCalls(answer: (operation: string, asked: Record<string, unknown>) => Answer) {
  const server = await listen(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const operation = String(request.headers['x-amz-target']).replace('AmazonSQS.', '');
    const { status = 200, headers = {}, body } = answer(operation, JSON.parse(text));
    response
      .writeHead(status, { 'content-type': 'application/x-amz-json-1.0', ...headers })
      .end(JSON.stringify(body));
  });
  const client = new SQSClient({
    ...clientSettings(),
    ...clientOf(server.url),
    useQueueUrlAsEndpoint: false,
    md5: false,
  });
  onTestFinished(async () => {
    client.destroy();
    await server.close();
  });
  return new SqsCalls(client);
}

const EXPIRED = 'Value x for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.';

test.each([
  [
    'a receipt that has run out, by its name of the older protocol',
    'InvalidParameterValueException',
    'InvalidParameterValue',
    'LEASE_LOST',
  ],
  ['a receipt that has run out, by its own name', 'InvalidParameterValueException', '', 'LEASE_LOST'],
  ['a receipt that is none', 'ReceiptHandleIsInvalid', 'ReceiptHandleIsInvalid', 'LEASE_LOST'],
  [
    'a message that nobody holds',
    'MessageNotInflight',
    'AWS.SimpleQueueService.MessageNotInflight',
    'LEASE_LOST',
  ],
  ['a queue that is gone', 'QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue', 'NOT_FOUND'],
] as const)('%s is known as that', async (_, type, older, code) => {
  const calls = await openCalls(() => ({
    status: 400,
    headers: older === '' ? {} : { 'x-amzn-query-error': `${older};Sender` },
    body: { __type: `com.amazonaws.sqs#${type}`, message: EXPIRED },
  }));
  await expectCode(calls.hide(URL, 'x', 10), code);
  await expectCode(calls.remove(URL, 'x'), code);
});

/** Dead letters that whoever asks only some of the servers does not see. */
async function openHiddenLetters() {
  const envelope = JSON.stringify({ tenant: ACME, id: 'a', body: 1 });
  let letters = [{ MessageId: 'm', ReceiptHandle: 'r', Body: envelope }];
  const calls = await openCalls((operation, { WaitTimeSeconds }) => {
    if (operation === 'SendMessageBatch')
      return { body: { Successful: [{ Id: '0', MessageId: 'n' }], Failed: [] } };
    if (operation !== 'ReceiveMessage' || WaitTimeSeconds === 0) return { body: {} };
    const Messages = letters;
    letters = [];
    return { body: { Messages } };
  });
  return calls;
}

test('dead letters are looked for on all servers, when they are read and when they are put back', async () => {
  expect(await readDeadLetters(await openHiddenLetters(), URL, 10)).toMatchObject([{ id: 'a', body: 1 }]);
  expect(await putBack(await openHiddenLetters(), ACME, { from: URL, to: URL })).toBe(1);
});
