import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';

/** One statement of a policy, with lists where IAM allows single values. */
export interface Statement {
  effect: string;
  actions: string[];
  resources: string[];
  conditions: Record<string, Record<string, unknown>>;
}

interface Document {
  Statement: {
    Effect: string;
    Action?: string | string[];
    Resource?: string | string[];
    Condition?: Record<string, Record<string, unknown>>;
  }[];
}

/** What each role may do, by the logical id of the role within its stack. */
export function statementsByRole(deployment: Deployment): Map<string, Statement[]> {
  const roles = deployment.resources<{ Policies?: { PolicyDocument: Document }[] }>('AWS::IAM::Role');
  const byRole = new Map(
    roles.map(({ ref, properties }) => [
      ref,
      (properties.Policies ?? []).flatMap((policy) => read(policy.PolicyDocument)),
    ]),
  );
  for (const { properties } of deployment.resources<{ PolicyDocument: Document; Roles: string[] }>(
    'AWS::IAM::Policy',
  )) {
    for (const role of properties.Roles) byRole.get(role)?.push(...read(properties.PolicyDocument));
  }
  return byRole;
}

/** Statements of a resource's own policy, as of a bucket's or a queue's. */
export function read(document: Document): Statement[] {
  return document.Statement.map(({ Effect, Action = [], Resource = [], Condition = {} }) => ({
    effect: Effect,
    actions: [Action].flat(),
    resources: [Resource].flat(),
    conditions: Condition,
  }));
}
