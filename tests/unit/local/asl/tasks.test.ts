import { afterEach, describe, expect, test } from 'vitest';
import type { Integrations } from '#local/asl/integrations.ts';
import { AslHome } from '#tests/unit/local/asl/home.ts';

let home: AslHome;
afterEach(() => home.close());

/** A machine of one Task state. */
function oneTask(fields: object): object {
  return { QueryLanguage: 'JSONata', StartAt: 'Do', States: { Do: { Type: 'Task', ...fields, End: true } } };
}

function withTask(fields: object, integrations: Partial<Integrations>, substitutions = {}): AslHome {
  home = new AslHome(integrations);
  return home.define('one', oneTask(fields), substitutions);
}

const types = (history: { type: string }[]) => history.map(({ type }) => type);

describe('lambda:invoke', () => {
  const fields = {
    Resource: 'arn:aws:states:::lambda:invoke',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what a definition says before substitution
    Arguments: { FunctionName: '${function:agents-write}', Payload: { topic: '{% $states.input.topic %}' } },
  };
  const names = { 'function:agents-write': 'agents-write' };

  test('calls the function that the loader put in, and gives Payload and StatusCode', async () => {
    // Prepare
    const calls: unknown[] = [];
    const invoke = async (name: string, payload: unknown) => {
      calls.push([name, payload]);
      return { title: 'On bees' };
    };
    withTask(fields, { invoke }, names);
    // Act
    const { status, output, history } = await home.run('one', { topic: 'bees' });
    // Assess
    expect(status).toBe('SUCCEEDED');
    expect(calls).toEqual([['agents-write', { topic: 'bees' }]]);
    expect(output).toEqual({ Payload: { title: 'On bees' }, StatusCode: 200 });
    expect(types(history)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    expect(history[2]?.details).toEqual({
      kind: 'taskScheduledEventDetails',
      value: {
        resourceType: 'lambda',
        resource: 'invoke',
        parameters: '{"FunctionName":"agents-write","Payload":{"topic":"bees"}}',
        region: 'local',
      },
    });
  });

  test('a function that throws an error named X fails the task with X and a cause that tells it', async () => {
    // Prepare
    const invoke = async () => {
      throw Object.assign(new Error('no such page'), { name: 'SOURCE_MISSING' });
    };
    withTask(fields, { invoke }, names);
    // Act
    const { status, error, cause, history } = await home.run('one', { topic: 'bees' });
    // Assess
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'SOURCE_MISSING' });
    expect(JSON.parse(cause ?? '')).toMatchObject({
      errorType: 'SOURCE_MISSING',
      errorMessage: 'no such page',
    });
    expect(types(history).slice(-2)).toEqual(['TaskFailed', 'ExecutionFailed']);
  });

  test.each([[undefined], ['just a text'], [null]])(
    'a function that throws %j fails the task too',
    async (thrown) => {
      withTask(fields, { invoke: () => Promise.reject(thrown) }, names);
      const { status, error } = await home.run('one');
      expect(status).toBe('FAILED');
      expect(error).toBeDefined();
    },
  );

  test('a function that gives nothing gives null', async () => {
    withTask(fields, { invoke: async () => undefined }, names);
    expect((await home.run('one', { topic: '' })).output).toEqual({ Payload: null, StatusCode: 200 });
  });

  test('what JSON cannot say is gone before an expression sees it', async () => {
    const invoke = async () => ({ at: new Date(0), left: undefined, items: [Number.NaN] });
    withTask({ ...fields, Output: '{% $states.result.Payload %}' }, { invoke }, names);
    const { output } = await home.run('one', { topic: '' });
    expect(output).toEqual({ at: '1970-01-01T00:00:00.000Z', items: [null] });
  });
});

test('a plain function ARN gives the bare result, with events of its own', async () => {
  withTask(
    { Resource: 'arn:aws:lambda:eu-west-1:111111111111:function:double' },
    { invoke: async (_, payload) => (payload as number) * 2 },
  );
  const { output, history } = await home.run('one', 21);
  expect(output).toBe(42);
  expect(types(history).slice(2, 5)).toEqual([
    'LambdaFunctionScheduled',
    'LambdaFunctionStarted',
    'LambdaFunctionSucceeded',
  ]);
});

test.each([
  ['batch:submitJob.sync', 'submitJob', { JobName: 'render' }, { JobId: '1', Status: 'SUCCEEDED' }],
  ['sqs:sendMessage', 'sendMessage', { QueueUrl: 'q', MessageBody: { a: 1 } }, { MessageId: 'm' }],
  ['events:putEvents', 'putEvents', { Entries: [{}] }, { Entries: [{}], FailedEntryCount: 0 }],
])('%s hands its arguments over and gives the answer', async (resource, method, Arguments, answer) => {
  // Prepare
  let seen: unknown;
  const integration = async (parameters: unknown) => {
    seen = parameters;
    return answer;
  };
  withTask({ Resource: `arn:aws:states:::${resource}`, Arguments }, { [method]: integration });
  // Act
  const { output, history } = await home.run('one');
  // Assess
  expect(seen).toEqual(Arguments);
  expect(output).toEqual(answer);
  expect(types(history).includes('TaskSubmitted')).toBe(resource.endsWith('.sync'));
});

test('an event bus that refuses an entry fails the task as EventBridge does', async () => {
  withTask(
    { Resource: 'arn:aws:states:::events:putEvents', Arguments: { Entries: [] } },
    { putEvents: async () => ({ Entries: [{ ErrorCode: 'X' }], FailedEntryCount: 1 }) },
  );
  expect(await home.run('one')).toMatchObject({ status: 'FAILED', error: 'EventBridge.FailedEntry' });
});

test('a call is named the same when it is repeated after a restart, and otherwise never', async () => {
  // Prepare
  const attempts: string[] = [];
  const invoke = (_: string, __: unknown, { attempt }: { attempt: string }) => {
    attempts.push(attempt);
    if (attempts.length === 1) return new Promise(() => undefined);
    return attempts.length === 2 ? Promise.reject(new Error('again')) : Promise.resolve('done');
  };
  withTask(
    {
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'f' },
      Retry: [{ ErrorEquals: ['Error'] }],
    },
    { invoke },
  );
  // Act
  const id = await home.engine.start('local' as never, { workflow: 'one', name: 'n', input: {} });
  await home.clock.idle();
  await home.restart();
  await home.clock.until(home.engine.whenEnded('local' as never, id));
  // Assess
  expect(attempts[0]).toBe(attempts[1]);
  expect(attempts[2]).not.toBe(attempts[1]);
});
