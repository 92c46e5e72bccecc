import { RemovalPolicy } from 'aws-cdk-lib';
import type { CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Stage } from '#infra/config.ts';
import { resourceName } from '#infra/constructs/names.ts';

/**
 * What is written down of each request; neither headers nor the query, where tokens are. `request` is the id
 * under which the function logs it, with its trace beside it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
const OF_EVERY_REQUEST = {
  request: '$context.requestId',
  at: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  address: '$context.identity.sourceIp',
  agent: '$context.identity.userAgent',
  integrationMs: '$context.integrationLatency',
  integrationError: '$context.integrationErrorMessage',
  authorizerError: '$context.authorizer.error',
} as const;

/** What the two kinds of API know beyond that. */
const OF_KIND = {
  http: { ms: '$context.responseLatency', bytes: '$context.responseLength' },
  live: { connection: '$context.connectionId', event: '$context.eventType' },
} as const;

/** The log of an API's requests, a JSON object in each line, and what its stage has to be told of it. */
export function apiAccessLogs(
  scope: Construct,
  { stage, log }: Stage,
  kind: keyof typeof OF_KIND,
): CfnStage.AccessLogSettingsProperty {
  const group = new LogGroup(scope, 'AccessLogs', {
    // Under this name CloudWatch needs no policy of its own for each API.
    logGroupName: `/aws/vendedlogs/apigateway/${resourceName(stage, kind)}`,
    retention: log.retentionDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  return {
    destinationArn: group.logGroupArn,
    format: JSON.stringify({ ...OF_EVERY_REQUEST, ...OF_KIND[kind] }),
  };
}
