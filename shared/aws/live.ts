import {
  type ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { serviceError } from '#shared/aws/service-error.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { Live } from '#shared/ports/live.ts';

/** The limit of a frame of API Gateway, in bytes. */
const MAX_MESSAGE_BYTES = 32 * 1024;

/** What live connections are made of. */
export interface ApiGatewayLiveOptions {
  /** Who watches what. */
  registry: Omit<Live, 'send'>;
  /** Its endpoint is the stage of the WebSocket API. */
  client: Pick<ApiGatewayManagementApiClient, 'send'>;
}

/** WebSocket connections that API Gateway holds; which run each watches is in the table. */
export class ApiGatewayLive implements Live {
  readonly #registry: Omit<Live, 'send'>;
  readonly #client: Pick<ApiGatewayManagementApiClient, 'send'>;

  constructor({ registry, client }: ApiGatewayLiveOptions) {
    this.#registry = registry;
    this.#client = client;
  }

  /** @inheritdoc */
  open(tenant: TenantId, connection: string): Promise<void> {
    return this.#registry.open(tenant, connection);
  }

  /** @inheritdoc */
  watch(tenant: TenantId, connection: string, run: RunId): Promise<void> {
    return this.#registry.watch(tenant, connection, run);
  }

  /** @inheritdoc */
  close(tenant: TenantId, connection: string): Promise<void> {
    return this.#registry.close(tenant, connection);
  }

  /** @inheritdoc */
  watchers(tenant: TenantId, run: RunId): Promise<string[]> {
    return this.#registry.watchers(tenant, run);
  }

  /** @inheritdoc */
  async send(connection: string, message: unknown): Promise<boolean> {
    const Data = Buffer.from(JSON.stringify(message) ?? '');
    if (Data.byteLength === 0 || Data.byteLength > MAX_MESSAGE_BYTES) {
      throw new AppError('OPTION_INVALID', 'A live message must be JSON of at most 32 KiB.');
    }
    try {
      await this.#client.send(new PostToConnectionCommand({ ConnectionId: connection, Data }));
      return true;
    } catch (error) {
      if ((error as { name?: string }).name === 'GoneException') return false;
      throw serviceError(error, 'A live connection');
    }
  }
}
