import { CfnOutput, Fn, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Stage } from '#infra/config.ts';
import { Firewall } from '#infra/constructs/firewall.ts';
import { environmentOf } from '#infra/stacks/data-stack.ts';

/** Where AWS wants what belongs to CloudFront. */
const REGION = 'us-east-1';
const ACL = 'AclArn';

/**
 * The firewall in front of the site and the films. It lies in us-east-1, whatever the region of the stage; AWS has none for
 * HTTP APIs, which have their throttling and their tokens.
 */
export class FirewallStack extends Stack {
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, {
      env: { ...environmentOf(stage), region: REGION },
      description: 'Reelwright: the firewall in front of the site and the films',
    });
    const { arn } = new Firewall(this, 'Firewall', stage.stage);
    new CfnOutput(this, ACL, { value: arn });
  }

  /** ARN of the web ACL, for a stack of another region, which is deployed after this one. */
  aclFor(stack: Stack): string {
    stack.addStackDependency(this);
    return Fn.getStackOutput(this.stackName, ACL, REGION);
  }
}
