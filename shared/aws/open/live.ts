import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { clientSettings } from '#shared/aws/client-settings.ts';
import type { AwsContext } from '#shared/aws/context.ts';
import { DynamoLiveRegistry } from '#shared/aws/dynamodb/live-registry.ts';
import { ApiGatewayLive } from '#shared/aws/live.ts';
import { openTable } from '#shared/aws/open-table.ts';

/** Opens the port `live`. */
export const open = (context: AwsContext) =>
  new ApiGatewayLive({
    registry: new DynamoLiveRegistry(openTable(context), context.ports.clock),
    client: new ApiGatewayManagementApiClient({
      ...clientSettings(),
      endpoint: context.config.resource('connections'),
    }),
  });
