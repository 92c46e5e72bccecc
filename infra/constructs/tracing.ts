import { CfnGroup, CfnSamplingRule } from 'aws-cdk-lib/aws-xray';
import { Construct } from 'constructs';
import { resourceName } from '#infra/constructs/names.ts';
import { functionsStartedBy } from '#infra/constructs/studio-functions.ts';

/** Traces each second that are kept in any case: all of those of a small studio. */
const ALWAYS = 10;
/** Part of the others that is kept. */
const THEN = 0.1;

/**
 * Which executions are traced, and the view of what concerns a stage. Functions that are called from elsewhere are traced as
 * Lambda has it: one call each second and a twentieth of the others, whatever rules say.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
 */
export class Tracing extends Construct {
  constructor(scope: Construct, id: string, stage: string) {
    super(scope, id);
    new CfnSamplingRule(this, 'Sampling', {
      samplingRule: {
        ruleName: resourceName(stage, 'all'),
        version: 1,
        priority: 1000,
        reservoirSize: ALWAYS,
        fixedRate: THEN,
        serviceName: resourceName(stage, '*'),
        serviceType: '*',
        host: '*',
        httpMethod: '*',
        urlPath: '*',
        resourceArn: '*',
      },
    });
    const entrances = (['route', 'live', 'schedule', 'queue'] as const).flatMap(functionsStartedBy);
    new CfnGroup(this, 'Group', {
      groupName: resourceName(stage, 'all'),
      filterExpression: entrances.map((name) => `service("${resourceName(stage, name)}")`).join(' OR '),
    });
  }
}
