import { randomUUID } from 'node:crypto';
import type { ExecutionDescription } from '#shared/ports/workflow-engine.ts';
import { ExecutionArns } from '#tests/emulators/step-functions/arns.ts';

/** An event of EventBridge. */
export interface StatusChange {
  version: '0';
  id: string;
  'detail-type': 'Step Functions Execution Status Change';
  source: 'aws.states';
  account: string;
  /** ISO 8601 with seconds. */
  time: string;
  region: string;
  resources: string[];
  detail: Record<string, unknown>;
}

/**
 * The event that Step Functions sends when an execution begins or ends
 * (docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html): data as JSON text, times in epoch ms, null for
 * what is not there.
 */
export function statusChange(
  arn: string,
  execution: ExecutionDescription & {
    machine: string;
    input: unknown;
    startedAt?: number;
    stoppedAt?: number;
  },
): StatusChange {
  const [, , , region = '', account = ''] = arn.split(':');
  const { machine, status, input, output, error, cause, startedAt = 0, stoppedAt = startedAt } = execution;
  const ended = status !== 'RUNNING';
  const machines = new ExecutionArns(new Map()).machineParts(machine);
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Step Functions Execution Status Change',
    source: 'aws.states',
    account,
    time: `${new Date(ended ? stoppedAt : startedAt).toISOString().slice(0, 19)}Z`,
    region,
    resources: [arn],
    detail: {
      executionArn: arn,
      stateMachineVersionArn: null,
      stateMachineAliasArn: null,
      ...machines,
      name: arn.split(':').at(-1),
      status,
      startDate: startedAt,
      stopDate: ended ? stoppedAt : null,
      input: typeof input === 'string' ? input : JSON.stringify(input),
      inputDetails: { included: true },
      output: output === undefined ? null : JSON.stringify(output),
      outputDetails: output === undefined ? null : { included: true },
      error: error ?? null,
      cause: cause ?? null,
    },
  };
}
