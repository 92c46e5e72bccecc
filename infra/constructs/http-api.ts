import { Duration } from 'aws-cdk-lib';
import { CfnApi, CfnAuthorizer, CfnIntegration, CfnRoute, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { FunctionRow } from '#functions/function-row.ts';
import { type FunctionName, manifest } from '#functions/manifest.ts';
import type { Stage } from '#infra/config.ts';
import { acknowledge } from '#infra/constructs/acknowledge.ts';
import { apiAccessLogs } from '#infra/constructs/api-access-logs.ts';
import { localArn, resourceName } from '#infra/constructs/names.ts';
import type { StudioFunction } from '#infra/constructs/studio-function.ts';

/** Requests that are let through, of everybody together; what goes beyond is answered with 429. */
const READING = { throttlingRateLimit: 100, throttlingBurstLimit: 200 };
/** Of each route that changes something. */
const WRITING = { throttlingRateLimit: 20, throttlingBurstLimit: 40 };

/** Who signs the tokens that are taken, and whom they must be for. */
export interface TokenIssuer {
  issuer: string;
  audience: string;
}

/** What an HTTP API is made of. */
export interface HttpApiProps {
  stage: Stage;
  /** Functions of the manifest's routes. */
  targets: ReadonlyMap<FunctionName, StudioFunction>;
  tokens: TokenIssuer;
  /** Origins of pages that may call it. */
  origins: readonly string[];
}

/** The HTTP API: a route for each of the manifest's, which takes tokens of the issuer only unless it is public. */
export class HttpApi extends Construct {
  readonly id: string;
  readonly url: string;
  readonly stageName = '$default';

  constructor(scope: Construct, id: string, { stage, targets, tokens, origins }: HttpApiProps) {
    super(scope, id);
    const api = new CfnApi(this, 'Api', {
      name: resourceName(stage.stage, 'http'),
      protocolType: 'HTTP',
      corsConfiguration: {
        allowOrigins: [...origins],
        allowMethods: ['GET', 'POST'],
        allowHeaders: ['authorization', 'content-type', 'idempotency-key'],
        exposeHeaders: ['location', 'retry-after'],
        maxAge: Duration.hours(1).toSeconds(),
      },
    });
    const authorizer = new CfnAuthorizer(this, 'Tokens', {
      apiId: api.ref,
      name: 'tokens',
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: { issuer: tokens.issuer, audience: [tokens.audience] },
    });
    const writing: string[] = [];
    const routes: CfnRoute[] = [];
    for (const [name, target] of targets) {
      const { trigger }: FunctionRow = manifest[name];
      if (trigger.kind !== 'route') continue;
      const key = `${trigger.method} ${trigger.path}`;
      if (trigger.method !== 'GET') writing.push(key);
      const integration = new CfnIntegration(target, 'Integration', {
        apiId: api.ref,
        integrationType: 'AWS_PROXY',
        integrationUri: target.function.functionArn,
        payloadFormatVersion: '2.0',
      });
      const route = new CfnRoute(target, 'Route', {
        apiId: api.ref,
        routeKey: key,
        target: `integrations/${integration.ref}`,
        ...(trigger.access === 'member'
          ? { authorizationType: 'JWT', authorizerId: authorizer.ref }
          : { authorizationType: 'NONE' }),
      });
      if (trigger.access === 'public') {
        acknowledge(
          route,
          'AwsSolutions-APIG4',
          'Public on purpose: it says whether the studio is up, and nothing else.',
        );
      }
      routes.push(route);
      new CfnPermission(target, 'Invoked', {
        action: 'lambda:InvokeFunction',
        functionName: target.function.functionArn,
        principal: 'apigateway.amazonaws.com',
        sourceArn: localArn(this, 'execute-api', `${api.ref}/*/${trigger.method}${trigger.path}`),
      });
    }
    const deployed = new CfnStage(this, 'Stage', {
      apiId: api.ref,
      stageName: this.stageName,
      autoDeploy: true,
      accessLogSettings: apiAccessLogs(this, stage, 'http'),
      defaultRouteSettings: READING,
      routeSettings: Object.fromEntries(
        writing.map((key) => [
          key,
          // The property goes to API Gateway as it stands here, not in the words of the others.
          {
            ThrottlingRateLimit: WRITING.throttlingRateLimit,
            ThrottlingBurstLimit: WRITING.throttlingBurstLimit,
          },
        ]),
      ),
    });
    // Settings of a route that is not there yet are refused.
    for (const route of routes) deployed.node.addDependency(route);
    this.id = api.ref;
    this.url = api.attrApiEndpoint;
  }
}
