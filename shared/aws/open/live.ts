import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { clientSettings } from '#shared/aws/client-settings.ts';
import type { AwsContext } from '#shared/aws/context.ts';
import { DynamoLiveRegistry } from '#shared/aws/dynamodb/live-registry.ts';
import { openStore } from '#shared/aws/dynamodb/store.ts';
import { ApiGatewayLive } from '#shared/aws/live.ts';

/** Opens the port `live`. */
export const open = (context: AwsContext) =>
  new ApiGatewayLive({
    registry: new DynamoLiveRegistry(openStore(context)),
    client: new ApiGatewayManagementApiClient({
      ...clientSettings(),
      endpoint: context.config.resource('connections'),
    }),
  });
