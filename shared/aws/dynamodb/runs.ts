import { randomUUID } from 'node:crypto';
import { CONTENDED, contend } from '#shared/aws/dynamodb/contend.ts';
import type { Item } from '#shared/aws/dynamodb/items.ts';
import { eventWrites, freshEvents } from '#shared/aws/dynamodb/journal-tail.ts';
import { briefKey, requestKey, runKey, runsPartition } from '#shared/aws/dynamodb/keys.ts';
import { messageWrites } from '#shared/aws/dynamodb/outbox.ts';
import type { Store } from '#shared/aws/dynamodb/store.ts';
import type { Write } from '#shared/aws/dynamodb/table.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { RunBeginning, RunRecord, RunResult, RunStatus, Runs } from '#shared/ports/runs.ts';
import { checkRun, checkTenant } from '#shared/security/checked-names.ts';
import { checkEvents, checkMessages } from '#shared/security/checked-writes.ts';

const DEFAULT_LIMIT = 50;

/** The catalogue of runs in DynamoDB: an item for each run, and pointers to it by request and by brief. */
export class DynamoRuns implements Runs {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** @inheritdoc */
  async create(
    tenant: TenantId,
    run: RunRecord,
    { events, messages }: RunBeginning = { events: [], messages: [] },
  ): Promise<void> {
    checkEvents(tenant, run.id, events);
    checkMessages(tenant, messages);
    const { table, clock } = this.#store;
    const made = randomUUID();
    const added: Write[] = [{ put: runItem(tenant, run, made), condition: 'attribute_not_exists(pk)' }];
    if (run.request !== '') {
      const put = { ...requestKey(tenant, run.request), run: run.id };
      added.push({ put, condition: 'attribute_not_exists(pk)' });
    }
    const fresh = freshEvents({ version: 0, ids: new Set() }, events);
    added.push(...eventWrites(tenant, run.id, 0, fresh, clock));
    const others = messageWrites(tenant, messages, clock);
    let newest: Write[] = [newestOf(tenant, run)];
    await contend(this.#store, async () => {
      const refusals = await table.transact([...added, ...others, ...newest]);
      if (!refusals) return;
      const [first] = refusals;
      // An earlier attempt was made, and its answer was lost.
      if (first?.reason === 'condition' && first.found?.made === made) return;
      if (refusals.slice(0, added.length).some((refusal) => refusal?.reason === 'condition')) {
        throw new AppError('STORE_CONFLICT', `There is a run ${run.id}, or one for that request, already.`);
      }
      // A newer run of the same brief is there: it stays the newest.
      if (refusals.at(-1)?.reason === 'condition') newest = [];
      return CONTENDED;
    });
  }

  /** @inheritdoc */
  async get(tenant: TenantId, id: RunId): Promise<RunRecord | undefined> {
    checkRun(tenant, id);
    const item = await this.#store.table.get(runKey(tenant, id));
    return item && runRecord(item);
  }

  /** @inheritdoc */
  async list(
    tenant: TenantId,
    { limit = DEFAULT_LIMIT, before }: { limit?: number; before?: RunId } = {},
  ): Promise<RunRecord[]> {
    checkTenant(tenant);
    if (before !== undefined) checkRun(tenant, before);
    if (limit <= 0) return [];
    // `before` itself may be the first one.
    const items = await this.#store.table.query(runsPartition(tenant), {
      newestFirst: true,
      ...(before === undefined ? { limit } : { to: before, limit: limit + 1 }),
    });
    return items
      .filter(({ sk }) => sk !== before)
      .slice(0, limit)
      .map(runRecord);
  }

  /** @inheritdoc */
  async latest(tenant: TenantId, brief: string): Promise<RunRecord | undefined> {
    checkTenant(tenant);
    const pointer = await this.#store.table.get(briefKey(tenant, brief));
    return pointer && (await this.get(tenant, pointer.run as RunId));
  }

  /** @inheritdoc */
  async byRequest(tenant: TenantId, request: string): Promise<RunRecord | undefined> {
    checkTenant(tenant);
    if (request === '') return undefined;
    const pointer = await this.#store.table.get(requestKey(tenant, request));
    return pointer && (await this.get(tenant, pointer.run as RunId));
  }

  /** @inheritdoc */
  async update(
    tenant: TenantId,
    id: RunId,
    change: { execution?: string; status?: RunStatus; result?: RunResult },
  ): Promise<void> {
    checkRun(tenant, id);
    const { execution, status, result } = change;
    const values = { execution, status, result: result && JSON.stringify(result) };
    const changed = Object.entries(values).filter(([, value]) => value !== undefined);
    if (changed.length === 0) return;
    const { refusal } = await this.#store.table.write({
      update: runKey(tenant, id),
      expression: `SET ${changed.map(([name]) => `#${name} = :${name}`).join(', ')}`,
      condition: status === undefined ? 'attribute_exists(pk)' : '(#status = :running OR #status = :status)',
      values: { ...values, ...(status === undefined ? {} : { running: 'running' }) },
    });
    if (!refusal) return;
    if (!refusal.found) throw new AppError('NOT_FOUND', `There is no run ${id}.`);
    throw new AppError('STORE_CONFLICT', `The run ${id} has ${refusal.found.status} already.`);
  }
}

/** `made` tells an attempt to make the run from others. */
function runItem(tenant: TenantId, { id, result, ...run }: RunRecord, made: string) {
  return { ...runKey(tenant, id), ...run, result: result && JSON.stringify(result), made };
}

function runRecord({ pk, sk, made, result, ...run }: Item): RunRecord {
  return {
    id: sk,
    ...run,
    ...(result === undefined ? {} : { result: JSON.parse(String(result)) as RunResult }),
  } as RunRecord;
}

function newestOf(tenant: TenantId, run: RunRecord): Write {
  return {
    update: briefKey(tenant, run.briefKey),
    expression: 'SET #run = :run',
    condition: 'attribute_not_exists(#run) OR #run < :run',
    values: { run: run.id },
  };
}
