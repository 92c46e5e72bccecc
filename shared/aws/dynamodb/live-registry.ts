import { livePartition } from '#shared/aws/dynamodb/keys.ts';
import type { Store } from '#shared/aws/dynamodb/store.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { Live } from '#shared/ports/live.ts';
import { checkConnection, checkRun } from '#shared/security/checked-names.ts';

/** API Gateway ends a connection after two hours; one whose end was not told goes an hour later. */
const KEEP_SECONDS = 3 * 60 * 60;

/**
 * Who is connected, in DynamoDB: an item for each connection of a tenant, which names the run that it watches. Whoever looks for
 * watchers reads all of the tenant's, some 40 for each read unit.
 */
export class DynamoLiveRegistry implements Omit<Live, 'send'> {
  readonly #store: Pick<Store, 'table' | 'clock'>;

  constructor(store: Pick<Store, 'table' | 'clock'>) {
    this.#store = store;
  }

  /** @inheritdoc */
  async open(tenant: TenantId, connection: string): Promise<void> {
    checkConnection(tenant, connection);
    const ttl = Math.floor(this.#store.clock.now() / 1_000) + KEEP_SECONDS;
    await this.#store.table.write({ put: { pk: livePartition(tenant), sk: connection, ttl } });
  }

  /** @inheritdoc */
  async watch(tenant: TenantId, connection: string, run: RunId): Promise<void> {
    checkConnection(tenant, connection);
    checkRun(tenant, run);
    const { refusal } = await this.#store.table.write({
      update: { pk: livePartition(tenant), sk: connection },
      expression: 'SET #run = :run',
      condition: 'attribute_exists(pk)',
      values: { run },
    });
    if (refusal) throw new AppError('NOT_FOUND', 'That connection is not open.');
  }

  /** @inheritdoc */
  async close(tenant: TenantId, connection: string): Promise<void> {
    checkConnection(tenant, connection);
    await this.#store.table.remove({ pk: livePartition(tenant), sk: connection });
  }

  /** @inheritdoc */
  async watchers(tenant: TenantId, run: RunId): Promise<string[]> {
    checkRun(tenant, run);
    const connections = await this.#store.table.query(livePartition(tenant), { stale: true });
    return connections.filter((connection) => connection.run === run).map(({ sk }) => String(sk));
  }
}
