import { afterEach, describe, expect, test } from 'vitest';
import { TenantId } from '#shared/domain/identity.ts';
import { AslHome, TENANT } from '#tests/unit/local/asl/home.ts';

let home: AslHome;
const tokens: string[] = [];
afterEach(async () => {
  tokens.length = 0;
  await home.close();
});

const sendMessage = async (parameters: Record<string, unknown>) => {
  tokens.push((parameters.MessageBody as { token: string }).token);
  return { MessageId: 'm' };
};

function asking(fields: object = {}): AslHome {
  home = new AslHome({ sendMessage });
  return home.define('ask', {
    QueryLanguage: 'JSONata',
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Arguments: { QueueUrl: 'q', MessageBody: { token: '{% $states.context.Task.Token %}' } },
        ...fields,
        End: true,
      },
    },
  });
}

async function ask(fields: object = {}): Promise<{ id: string; token: string }> {
  asking(fields);
  const id = await home.engine.start(TENANT, { workflow: 'ask', name: 'n', input: {} });
  await home.clock.idle();
  return { id, token: tokens[0] ?? '' };
}

describe('a task that waits for its token', () => {
  test('goes on with the output that comes with the token', async () => {
    const { id, token } = await ask();
    await home.engine.sendTaskSuccess(TENANT, token, { approved: true });
    expect(await home.clock.until(home.engine.whenEnded(TENANT, id))).toMatchObject({
      output: { approved: true },
    });
    expect(await home.types(id)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('fails with the failure that comes with the token', async () => {
    const { id, token } = await ask();
    await home.engine.sendTaskFailure(TENANT, token, { error: 'Refused', cause: 'not good' });
    const ended = await home.clock.until(home.engine.whenEnded(TENANT, id));
    expect(ended).toMatchObject({ status: 'FAILED', error: 'Refused', cause: 'not good' });
  });

  test('keeps its token over a restart', async () => {
    const { id, token } = await ask();
    expect(await home.restart()).toBe(1);
    await home.engine.sendTaskSuccess(TENANT, token, 1);
    expect(await home.clock.until(home.engine.whenEnded(TENANT, id))).toMatchObject({ output: 1 });
    expect(tokens).toHaveLength(1);
  });

  test('an answer that was acknowledged survives a restart at once', async () => {
    const { id, token } = await ask();
    const answered = home.engine.sendTaskSuccess(TENANT, token, 1);
    await answered;
    await home.restart();
    expect(await home.clock.until(home.engine.whenEnded(TENANT, id))).toMatchObject({ output: 1 });
  });

  test('takes one answer only, of its own tenant only', async () => {
    const { token } = await ask();
    const stranger = TenantId.parse('stranger');
    await expect(home.engine.sendTaskSuccess(stranger, token, 1)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await home.engine.sendTaskSuccess(TENANT, token, 1);
    await expect(home.engine.sendTaskSuccess(TENANT, token, 2)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test.each(['', 'x', '..', 'a.1.zz', `${'A'.repeat(10_000)}.1.${'0'.repeat(40)}`])(
    'refuses a token that nobody has given out (case %#)',
    async (token) => {
      await ask();
      for (const send of [
        home.engine.sendTaskSuccess(TENANT, token, 1),
        home.engine.sendTaskFailure(TENANT, token, { error: 'E', cause: '' }),
        home.engine.sendTaskHeartbeat(TENANT, token),
      ]) {
        await expect(send).rejects.toMatchObject({ code: 'NOT_FOUND' });
      }
    },
  );

  test('refuses a token with one digit changed', async () => {
    const { token } = await ask();
    const changed = token.slice(0, -1) + (token.endsWith('0') ? '1' : '0');
    await expect(home.engine.sendTaskSuccess(TENANT, changed, 1)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('gets another token for each attempt; the old one is void', async () => {
    const { token } = await ask({ TimeoutSeconds: 10, Retry: [{ ErrorEquals: ['States.Timeout'] }] });
    await home.clock.advance(12_000);
    expect(tokens).toHaveLength(2);
    expect(tokens[1]).not.toBe(token);
    await expect(home.engine.sendTaskSuccess(TENANT, token, 1)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await home.engine.sendTaskSuccess(TENANT, tokens[1] ?? '', 1);
  });

  test('fails with States.HeartbeatTimeout unless a heartbeat comes in time', async () => {
    // Prepare
    const { id, token } = await ask({ HeartbeatSeconds: 10, TimeoutSeconds: 100 });
    // Act
    for (let beat = 0; beat < 3; beat++) {
      await home.clock.advance(8_000);
      await home.engine.sendTaskHeartbeat(TENANT, token);
    }
    expect(await home.engine.describe(TENANT, id)).toMatchObject({ status: 'RUNNING' });
    await home.clock.advance(10_000);
    // Assess
    expect(await home.engine.describe(TENANT, id)).toMatchObject({ error: 'States.HeartbeatTimeout' });
    expect(await home.types(id)).toContain('TaskTimedOut');
  });

  test('fails with States.Timeout after TimeoutSeconds by wall clock, restart or not', async () => {
    const { id } = await ask({ TimeoutSeconds: 100 });
    await home.clock.advance(60_000);
    await home.restart();
    await home.clock.advance(39_000);
    expect(await home.engine.describe(TENANT, id)).toMatchObject({ status: 'RUNNING' });
    await home.clock.advance(1_000);
    expect(await home.engine.describe(TENANT, id)).toMatchObject({
      status: 'FAILED',
      error: 'States.Timeout',
    });
  });
});

describe('time', () => {
  test('a call that takes longer than TimeoutSeconds is aborted, and its late answer ignored', async () => {
    // Prepare
    let aborted = false;
    const invoke = (_: string, __: unknown, { signal }: { signal: AbortSignal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          aborted = true;
          resolve('late');
        });
      });
    home = new AslHome({ invoke }).define('w', {
      StartAt: 'Do',
      States: {
        Do: { Type: 'Task', Resource: 'arn:aws:lambda:x:1:function:f', TimeoutSeconds: 5, End: true },
      },
    });
    // Act
    const { status, error, history } = await home.run('w');
    // Assess
    expect({ status, error, aborted }).toEqual({ status: 'FAILED', error: 'States.Timeout', aborted: true });
    expect(history.map(({ type }) => type).slice(-2)).toEqual(['LambdaFunctionTimedOut', 'ExecutionFailed']);
  });

  test('the machine itself runs out of its TimeoutSeconds', async () => {
    home = new AslHome().define('w', {
      TimeoutSeconds: 30,
      StartAt: 'Sleep',
      States: { Sleep: { Type: 'Wait', Seconds: 100, End: true } },
    });
    const { status, history } = await home.run('w');
    expect(status).toBe('TIMED_OUT');
    expect(history.map(({ type }) => type).slice(-2)).toEqual(['WaitStateAborted', 'ExecutionTimedOut']);
  });

  test('a wait of 60 days, beyond what a timer of Node can hold, ends after 60 days', async () => {
    const Seconds = 60 * 86_400;
    home = new AslHome().define('w', {
      StartAt: 'Sleep',
      States: { Sleep: { Type: 'Wait', Seconds, End: true } },
    });
    const before = home.clock.now();
    expect(await home.run('w')).toMatchObject({ status: 'SUCCEEDED' });
    expect(home.clock.now() - before).toBe(Seconds * 1_000);
  });

  test('a wait keeps what is left of it over a restart', async () => {
    home = new AslHome().define('w', {
      StartAt: 'S',
      States: { S: { Type: 'Wait', Seconds: 100, End: true } },
    });
    const id = await home.engine.start(TENANT, { workflow: 'w', name: 'n', input: {} });
    await home.clock.advance(99_000);
    await home.restart();
    expect(await home.engine.describe(TENANT, id)).toMatchObject({ status: 'RUNNING' });
    await home.clock.advance(1_000);
    expect(await home.engine.describe(TENANT, id)).toMatchObject({ status: 'SUCCEEDED' });
  });
});
