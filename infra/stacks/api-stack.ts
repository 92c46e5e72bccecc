import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FunctionRow } from '#functions/function-row.ts';
import { type FunctionName, manifest } from '#functions/manifest.ts';
import type { Bundles } from '#infra/bundling/bundle-all.ts';
import type { Stage } from '#infra/config.ts';
import { ApiDomain } from '#infra/constructs/api-domain.ts';
import { HttpApi, type TokenIssuer } from '#infra/constructs/http-api.ts';
import { LiveApi } from '#infra/constructs/live-api.ts';
import type { Reach } from '#infra/constructs/reach.ts';
import { triggerByTable } from '#infra/constructs/stream-trigger.ts';
import { studioFunctions } from '#infra/constructs/studio-functions.ts';
import { type DataStack, environmentOf } from '#infra/stacks/data-stack.ts';
import type { PipelineStack } from '#infra/stacks/pipeline-stack.ts';
import type { WebStack } from '#infra/stacks/web-stack.ts';
import { grantedMethods } from '#shared/ports/grants.ts';

/** What the API is made of. */
export interface ApiStackProps {
  stage: Stage;
  bundles: Bundles;
  data: DataStack;
  pipeline: PipelineStack;
  web: WebStack;
}

/** How the studio is talked to: requests, the live connection, and the relay that feeds queues and connections. */
export class ApiStack extends Stack {
  readonly http: HttpApi;
  readonly live: LiveApi;

  constructor(scope: Construct, id: string, { stage, bundles, data, pipeline, web }: ApiStackProps) {
    super(scope, id, { env: environmentOf(stage), description: 'Reelwright: how the studio is talked to' });
    const tokens = tokensOf(stage, data);
    this.live = new LiveApi(this, 'Live', stage);
    const reach: Reach = { ...pipeline.reach, connections: this.live.connections };
    const common = { stage, bundle: bundles.functionFolder, media: pipeline.media, reach };

    for (const relay of studioFunctions(this, ['stream'], common).values()) {
      triggerByTable(relay, data.table, stage.stage);
    }
    const targets = studioFunctions(this, ['route'], common);
    for (const [name, target] of targets) if (handsOutFilms(name)) web.films?.signedBy(target);
    const origins = [web.origin, ...stage.origins];
    this.http = new HttpApi(this, 'Http', { stage, targets, tokens, origins });
    // Behind the routes tokens have been looked at; who opens a live connection is looked at by a function.
    const variables = { REELWRIGHT_ISSUER: tokens.issuer, REELWRIGHT_AUDIENCE: tokens.audience };
    this.live.serve(
      new Map([
        ...studioFunctions(this, ['authorizer'], { ...common, variables }),
        ...studioFunctions(this, ['live'], common),
      ]),
    );
    this.#tell(stage, data);
  }

  #tell({ domain }: Stage, { people }: DataStack): void {
    const named = (host: 'api' | 'live', api: HttpApi | LiveApi) =>
      domain && new ApiDomain(this, `${host}-domain`, domain, { host, ...api }).name;
    const [http, live] = [named('api', this.http), named('live', this.live)];
    new CfnOutput(this, 'ApiUrl', { value: http ? `https://${http}` : this.http.url });
    new CfnOutput(this, 'LiveUrl', { value: live ? `wss://${live}` : this.live.url });
    if (!people) return;
    new CfnOutput(this, 'UserPoolId', { value: people.userPoolId });
    new CfnOutput(this, 'ClientId', { value: people.clientId });
  }
}

function handsOutFilms(name: FunctionName): boolean {
  const { links }: FunctionRow['ports'] = manifest[name].ports;
  return links !== undefined && grantedMethods('links', links).includes('download');
}

function tokensOf({ auth }: Stage, { people }: DataStack): TokenIssuer {
  if (auth.provider === 'oidc') return auth;
  if (!people) throw new Error('Nobody signs tokens.');
  return people;
}
