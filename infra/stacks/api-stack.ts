import { Stack } from 'aws-cdk-lib';
import { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import type { Bundles } from '#infra/bundling/bundle-all.ts';
import type { Stage } from '#infra/config.ts';
import { WHY } from '#infra/constructs/grant.ts';
import { localArn, resourceName } from '#infra/constructs/names.ts';
import type { Reach } from '#infra/constructs/reach.ts';
import { triggerByTable } from '#infra/constructs/stream-trigger.ts';
import { studioFunctions } from '#infra/constructs/studio-functions.ts';
import { type DataStack, environmentOf } from '#infra/stacks/data-stack.ts';
import type { PipelineStack } from '#infra/stacks/pipeline-stack.ts';

/** What the API is made of. */
export interface ApiStackProps {
  stage: Stage;
  bundles: Bundles;
  data: DataStack;
  pipeline: PipelineStack;
}

/** Name of the stage of the WebSocket API. */
const LIVE_STAGE = 'live';

/** How the studio is talked to: requests, the live connection, and the relay that feeds queues and connections. */
export class ApiStack extends Stack {
  constructor(scope: Construct, id: string, { stage, bundles, data, pipeline }: ApiStackProps) {
    super(scope, id, { env: environmentOf(stage), description: 'Reelwright: how the studio is talked to' });
    const live = new CfnApi(this, 'Live', {
      name: resourceName(stage.stage, 'live'),
      protocolType: 'WEBSOCKET',
      routeSelectionExpression: '$request.body.action',
    });
    const reach: Reach = {
      ...pipeline.reach,
      connections: {
        arns: [localArn(this, 'execute-api', `${live.ref}/${LIVE_STAGE}/POST/@connections/*`)],
        why: WHY.within,
        variable: `https://${live.ref}.execute-api.${this.region}.${this.urlSuffix}/${LIVE_STAGE}`,
      },
    };
    const common = {
      stage,
      bundle: bundles.functionFolder,
      media: pipeline.media,
      reach,
      variables: authVariables(stage),
    };
    for (const relay of studioFunctions(this, ['stream'], common).values()) {
      triggerByTable(relay, data.table, stage.stage);
    }
    studioFunctions(this, ['route', 'live', 'authorizer'], common);
  }
}

/** Who signs the tokens, and whom they must be for. */
function authVariables({ auth }: Stage): Record<string, string> {
  if (auth.provider !== 'oidc') return {};
  return { REELWRIGHT_ISSUER: auth.issuer, REELWRIGHT_AUDIENCE: auth.audience };
}
