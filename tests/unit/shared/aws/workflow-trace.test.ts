import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { StepFunctionsEngine } from '#shared/aws/workflow.ts';
import { TENANT } from '#tests/ids.ts';

test.each([
  [
    'of the request that asked for it',
    '1-5759e988-bd862e3fe1be46a994272793',
    'Root=1-5759e988-bd862e3fe1be46a994272793',
  ],
  ['of the function that starts it, when no request is known', '', 'Root=1-2-3;Sampled=1'],
])('an execution belongs to the trace %s', async (_, trace, traceHeader) => {
  const client = new SFNClient({ region: 'eu-central-1' });
  const sent = mockClient(client);
  sent.on(StartExecutionCommand).resolves({ executionArn: 'arn' });
  const engine = new StepFunctionsEngine({
    client,
    workflows: { w: 'arn:w' },
    trace: () => 'Root=1-2-3;Sampled=1',
  });
  await engine.start(TENANT, { workflow: 'w', name: 'n', input: { tenant: TENANT, trace } });
  expect(sent.commandCalls(StartExecutionCommand)[0]?.args[0].input).toMatchObject({ traceHeader });
});
