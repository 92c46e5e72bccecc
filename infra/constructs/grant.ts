import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';
import { acknowledge } from '#infra/constructs/acknowledge.ts';

/** Actions that a role may do on resources. */
export interface Grant {
  actions: readonly string[];
  resources: readonly string[];
  conditions?: Record<string, Record<string, string>>;
  /** Why a wildcard stands in `resources`; without a reason it is a finding of the checks, and nothing can be deployed. */
  why?: string;
}

/** Adds grants to a role, and accepts the wildcards for which a reason is given. */
export function grantTo(role: Role, grants: readonly Grant[]): void {
  for (const { actions, resources, conditions, why } of grants) {
    role.addToPolicy(
      new PolicyStatement({
        actions: [...actions],
        resources: [...resources],
        ...(conditions ? { conditions } : {}),
      }),
    );
    if (why === undefined) continue;
    for (const resource of resources.map((arn) => flattenCfnReference(Stack.of(role).resolve(arn)))) {
      if (resource.includes('*')) acknowledge(role, `AwsSolutions-IAM5[Resource::${resource}]`, why);
    }
  }
}

/** Reasons for wildcards that several roles have. */
export const WHY = {
  noResources: 'AWS knows no resources that these actions could be narrowed to.',
  within: 'Names of what is made at run time, within this one resource.',
} as const;
