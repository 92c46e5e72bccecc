import { beforeAll, expect, test } from 'vitest';
import { readStage } from '#infra/config.ts';
import { statementsByRole } from '#tests/infra/policies.ts';
import { templatesOf } from '#tests/infra/templates-of.ts';
import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';

const PREFIX = 'reelwright-rehearsal-';
let deployment: Deployment;

beforeAll(() => {
  ({ deployment } = templatesOf(readStage('rehearsal')));
}, 180_000);

function resources<P>(type: string) {
  const found = deployment.resources<P>(type);
  expect(found.length, type).toBeGreaterThan(0);
  return found;
}

test('rendering machines are none at rest, share fairly, let nothing in, and run without root', () => {
  for (const { properties } of resources<{ ComputeResources: { Type: string; MinvCpus?: number } }>(
    'AWS::Batch::ComputeEnvironment',
  )) {
    expect(properties.ComputeResources.MinvCpus ?? 0).toBe(0);
  }
  for (const { properties } of resources('AWS::Batch::JobQueue')) {
    expect(properties).toHaveProperty('SchedulingPolicyArn');
  }
  for (const { properties } of resources('AWS::EC2::SecurityGroup')) {
    expect(properties).not.toHaveProperty('SecurityGroupIngress');
  }
  for (const { ref, properties } of resources<{
    ContainerProperties: unknown;
    RetryStrategy: { EvaluateOnExit: { Action: string }[] };
  }>('AWS::Batch::JobDefinition')) {
    expect(properties.ContainerProperties, ref).toMatchObject({
      ReadonlyRootFilesystem: true,
      User: '1000:1000',
    });
    const rules = properties.RetryStrategy.EvaluateOnExit;
    expect(rules[0], ref).toEqual({ Action: 'RETRY', OnStatusReason: 'Host EC2*' });
    expect(rules.at(-1), ref).toEqual({ Action: 'EXIT', OnReason: '*' });
  }
});

test('a job is one of equals, knows its region, and can be begun as it was when its film began', () => {
  for (const { ref, properties } of resources<{
    SchedulingPriority: number;
    ResourceRetentionPolicy: object;
    ContainerProperties: { Environment: object[] };
  }>('AWS::Batch::JobDefinition')) {
    expect(properties.SchedulingPriority, ref).toBe(1);
    expect(properties.ResourceRetentionPolicy, ref).toEqual({ SkipDeregisterOnUpdate: true });
    expect(properties.ContainerProperties.Environment).toContainEqual({
      Name: 'AWS_REGION',
      Value: 'eu-central-1',
    });
  }
  const [machine] = resources<{ RoleArn: string }>('AWS::StepFunctions::StateMachine');
  const role = machine?.properties.RoleArn.split('/').at(-1) ?? '';
  const statements = statementsByRole(deployment).get(role) ?? [];
  const submitting = statements.filter(({ actions }) => actions.includes('batch:SubmitJob'));
  const batch = 'arn:aws:batch:eu-central-1:123456789012';
  expect(submitting.flatMap(({ resources }) => resources).sort()).toEqual([
    `${batch}:job-definition/${PREFIX}render-segments-gpu:*`,
    `${batch}:job-definition/${PREFIX}render-segments:*`,
    `${batch}:job-queue/${PREFIX}gpu`,
    `${batch}:job-queue/${PREFIX}render`,
  ]);
});
