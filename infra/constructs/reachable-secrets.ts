import type { Construct } from 'constructs';
import { WHY } from '#infra/constructs/grant.ts';
import { localArn } from '#infra/constructs/names.ts';
import type { Reachable } from '#infra/constructs/reach.ts';

/** Secrets of a stage's tenants: all names below its prefix, and no others. */
export function reachableSecrets(scope: Construct, stage: string): Reachable {
  const prefix = `reelwright/${stage}`;
  return {
    arns: [localArn(scope, 'secretsmanager', `secret:${prefix}/*`)],
    variable: prefix,
    why: WHY.within,
  };
}
