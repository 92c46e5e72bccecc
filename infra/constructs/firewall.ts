import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { resourceName } from '#infra/constructs/names.ts';

/** Requests of one address within five minutes, beyond which it is refused: pages and films need far fewer. */
const MOST_REQUESTS = 2000;

/** Lists of AWS's own: https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html */
const MANAGED = [
  'AWSManagedRulesAmazonIpReputationList',
  'AWSManagedRulesCommonRuleSet',
  'AWSManagedRulesKnownBadInputsRuleSet',
] as const;

/** A web ACL for distributions: known attackers, known attacks, and too many requests of one address are refused. */
export class Firewall extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, stage: string) {
    super(scope, id);
    const seen = (metricName: string) => ({
      cloudWatchMetricsEnabled: true,
      sampledRequestsEnabled: true,
      metricName,
    });
    this.arn = new CfnWebACL(this, 'Acl', {
      name: resourceName(stage, 'edge'),
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: seen(resourceName(stage, 'edge')),
      rules: [
        ...MANAGED.map((name, priority) => ({
          name,
          priority,
          statement: { managedRuleGroupStatement: { vendorName: 'AWS', name } },
          overrideAction: { none: {} },
          visibilityConfig: seen(name),
        })),
        {
          name: 'TooMany',
          priority: MANAGED.length,
          statement: { rateBasedStatement: { limit: MOST_REQUESTS, aggregateKeyType: 'IP' } },
          action: { block: {} },
          visibilityConfig: seen('TooMany'),
        },
      ],
    }).attrArn;
  }
}
