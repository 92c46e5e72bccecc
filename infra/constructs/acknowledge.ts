import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Accepts a finding of the checks, with the reason, on one construct and what is within it. */
export function acknowledge(construct: IConstruct, id: string, reason: string): void {
  Validations.of(construct).acknowledge({ id, reason });
}

/** Accepts a policy of AWS's own on a role that a service wants it for. */
export function acknowledgeManagedPolicy(construct: IConstruct, name: string, reason: string): void {
  const arn = `arn:<AWS::Partition>:iam::aws:policy/service-role/${name}`;
  acknowledge(construct, `AwsSolutions-IAM4[Policy::${arn}]`, reason);
}
