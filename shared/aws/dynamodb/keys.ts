import { createHash } from 'node:crypto';
import type { Key } from '#shared/aws/dynamodb/items.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';

/*
 * Keys of the one table; docs/reference/data-model.md lists them. Each begins with the tenant, whose name has no `#`, so that
 * no key of one tenant can ever be one of another's.
 */

/** Digits of a version in a sort key, so that keys sort as numbers do. */
const VERSION_DIGITS = 10;

/** Partition of a run: its journal and its approvals. */
export const runPartition = (tenant: TenantId, run: RunId): string => `${tenant}#RUN#${run}`;

/** An event of a run's journal. */
export const eventKey = (tenant: TenantId, run: RunId, version: number): Key => ({
  pk: runPartition(tenant, run),
  sk: `E#${String(version).padStart(VERSION_DIGITS, '0')}`,
});

/** Behind the sort keys of all events of a run. */
export const AFTER_EVENTS = 'E$';

/** A place of a run that waits for a person. */
export const gateKey = (tenant: TenantId, run: RunId, gate: string): Key => ({
  pk: runPartition(tenant, run),
  sk: `GATE#${gate}`,
});

/** Partition of the catalogue of a tenant's runs. */
export const runsPartition = (tenant: TenantId): string => `${tenant}#RUNS`;

/** A line of the catalogue. */
export const runKey = (tenant: TenantId, run: RunId): Key => ({ pk: runsPartition(tenant), sk: run });

/** Which run a request asked for. Requests are texts of any length: they are kept by their hash. */
export const requestKey = (tenant: TenantId, request: string): Key => ({
  pk: `${tenant}#REQUEST#${createHash('sha256').update(request).digest('hex')}`,
  sk: 'RUN',
});

/** Which run is the newest of a brief. */
export const briefKey = (tenant: TenantId, brief: string): Key => ({
  pk: `${tenant}#BRIEF#${createHash('sha256').update(brief).digest('hex')}`,
  sk: 'RUN',
});

/** A step: who computes it, or its result. */
export const stepKey = (tenant: TenantId, key: string): Key => ({ pk: `${tenant}#STEP#${key}`, sk: 'STEP' });

/** Partition of the steps whose results kept an asset; their keys are its sort keys. */
export const assetPartition = (tenant: TenantId, hash: string): string => `${tenant}#ASSET#${hash}`;

/** A message that is to be sent. */
export const messageKey = (tenant: TenantId, queue: string, id: string): Key => ({
  pk: `${tenant}#OUTBOX#${queue}#${id}`,
  sk: 'MESSAGE',
});

/** The sums of an account. */
export const accountKey = (tenant: TenantId, account: string): Key => ({
  pk: `${tenant}#BUDGET#${account}`,
  sk: 'SUMS',
});

/** One reservation of an account, in a partition of its own: only the sums are everybody's. */
export const reservationKey = (tenant: TenantId, account: string, id: string): Key => ({
  pk: `${tenant}#RESERVATION#${account}#${id}`,
  sk: account,
});

/** Partition of a tenant's live connections; their ids are its sort keys. */
export const livePartition = (tenant: TenantId): string => `${tenant}#LIVE`;
