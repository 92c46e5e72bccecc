import { Stack } from 'aws-cdk-lib';
import { CfnApi, CfnAuthorizer, CfnIntegration, CfnRoute, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { FunctionRow } from '#functions/function-row.ts';
import { type FunctionName, manifest } from '#functions/manifest.ts';
import type { Stage } from '#infra/config.ts';
import { acknowledge } from '#infra/constructs/acknowledge.ts';
import { apiAccessLogs } from '#infra/constructs/api-access-logs.ts';
import { GatewayLogRole } from '#infra/constructs/gateway-log-role.ts';
import { WHY } from '#infra/constructs/grant.ts';
import { localArn, resourceName } from '#infra/constructs/names.ts';
import type { Reachable } from '#infra/constructs/reach.ts';
import type { StudioFunction } from '#infra/constructs/studio-function.ts';

/** Openings and messages that are let through, of everybody together. */
const THROTTLING = { throttlingRateLimit: 100, throttlingBurstLimit: 200 };

/** The WebSocket API: who opens a connection is looked at by the authorizer, everything after that belongs to who was let in. */
export class LiveApi extends Construct {
  readonly id: string;
  readonly stageName = 'live';
  readonly #stage: Stage;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.#stage = stage;
    const api = new CfnApi(this, 'Api', {
      name: resourceName(stage.stage, 'live'),
      protocolType: 'WEBSOCKET',
      routeSelectionExpression: '$request.body.action',
    });
    this.id = api.ref;
  }

  /** Address at which it is opened, `wss://…`. */
  get url(): string {
    return `wss://${this.#host}/${this.stageName}`;
  }

  /** Sending through connections: exactly that, to those of this API. */
  get connections(): Reachable {
    return {
      arns: [localArn(this, 'execute-api', `${this.id}/${this.stageName}/POST/@connections/*`)],
      why: WHY.within,
      variable: `https://${this.#host}/${this.stageName}`,
    };
  }

  /** Sets the functions of the manifest's routes to work, and the one that says who may come in. */
  serve(targets: ReadonlyMap<FunctionName, StudioFunction>): void {
    let authorizerId: string | undefined;
    const routes: CfnRoute[] = [];
    for (const [target] of ofKind(targets, 'authorizer')) authorizerId = this.#authorizer(target);
    for (const [target, trigger] of ofKind(targets, 'live')) {
      const integration = new CfnIntegration(target, 'Integration', {
        apiId: this.id,
        integrationType: 'AWS_PROXY',
        integrationUri: this.#invocation(target),
      });
      for (const key of trigger.routes) {
        const opens = key === '$connect';
        if (opens && authorizerId === undefined)
          throw new Error('Nobody says who may open a live connection.');
        const route = new CfnRoute(target, `Route${key.slice(1)}`, {
          apiId: this.id,
          routeKey: key,
          target: `integrations/${integration.ref}`,
          ...(opens
            ? { authorizationType: 'CUSTOM', authorizerId: authorizerId as string }
            : { authorizationType: 'NONE' }),
        });
        if (!opens) {
          const why =
            'A connection is authorized when it is opened; API Gateway knows no authorizer for other routes.';
          acknowledge(route, 'AwsSolutions-APIG4', why);
        }
        routes.push(route);
        this.#permit(target, `Invoked${key.slice(1)}`, `*/${key}`);
      }
    }
    const deployed = new CfnStage(this, 'Stage', {
      apiId: this.id,
      stageName: this.stageName,
      autoDeploy: true,
      accessLogSettings: apiAccessLogs(this, this.#stage, 'live'),
      defaultRouteSettings: THROTTLING,
    });
    deployed.node.addDependency(new GatewayLogRole(this, 'LogRole'), ...routes);
  }

  #authorizer(target: StudioFunction): string {
    // Without a source of identity: a token may come in three ways, and API Gateway would want all that are named.
    const authorizer = new CfnAuthorizer(target, 'Authorizer', {
      apiId: this.id,
      name: target.node.id,
      authorizerType: 'REQUEST',
      authorizerUri: this.#invocation(target),
    });
    this.#permit(target, 'Invoked', `authorizers/${authorizer.ref}`);
    return authorizer.ref;
  }

  #permit(target: StudioFunction, id: string, from: string): void {
    new CfnPermission(target, id, {
      action: 'lambda:InvokeFunction',
      functionName: target.function.functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: localArn(this, 'execute-api', `${this.id}/${from}`),
    });
  }

  #invocation(target: StudioFunction): string {
    const { partition, region } = Stack.of(this);
    const path = `2015-03-31/functions/${target.function.functionArn}/invocations`;
    return `arn:${partition}:apigateway:${region}:lambda:path/${path}`;
  }

  get #host(): string {
    const { region, urlSuffix } = Stack.of(this);
    return `${this.id}.execute-api.${region}.${urlSuffix}`;
  }
}

type TriggerOf<K extends FunctionRow['trigger']['kind']> = Extract<FunctionRow['trigger'], { kind: K }>;

function* ofKind<K extends 'live' | 'authorizer'>(
  targets: ReadonlyMap<FunctionName, StudioFunction>,
  kind: K,
): Generator<[StudioFunction, TriggerOf<K>]> {
  for (const [name, target] of targets) {
    const { trigger }: FunctionRow = manifest[name];
    if (trigger.kind === kind) yield [target, trigger as TriggerOf<K>];
  }
}
