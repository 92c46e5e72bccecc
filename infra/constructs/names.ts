import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Name of a resource of an installation, as a person finds it in the console: `reelwright-dev-brief-start`. */
export function resourceName(stage: string, name: string): string {
  return `reelwright-${stage}-${name}`;
}

/** ARN of something in the account and region of a construct's stack. */
export function localArn(scope: Construct, service: string, resource: string): string {
  const { partition, region, account } = Stack.of(scope);
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}
