import { RunId, TenantId } from '#shared/domain/identity.ts';
import { AppError, type ErrorCode } from '#shared/errors.ts';

/** Names of queues: what SQS allows, in lower case and without `.fifo`. */
const QUEUE_NAME = /^[a-z0-9][a-z0-9-]{0,74}$/;
const STEP_KEY = /^[0-9a-f]{64}$/;
/** Ids that a writer gives to events and messages: printable ASCII, at most 256 characters. */
const WRITER_ID = /^[\x21-\x7e]{1,256}$/;
/** Places of a run that wait for a person. */
const GATE_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;
/** What AWS Secrets Manager and a tenant's key prefix leave room for. */
const SECRET_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/;

/**
 * Refuses a tenant that is none. Adapters call it first in every method: a branded type holds in the compiler only, and
 * a name such as `../other` must never become part of a path or of a composed key. Throws `code`.
 */
export function checkTenant(tenant: TenantId, code: ErrorCode = 'OPTION_INVALID'): void {
  if (!TenantId.safeParse(tenant).success) throw new AppError(code, 'That is not the name of a tenant.');
}

/** Refuses a tenant or run id that is none; throws `OPTION_INVALID`. */
export function checkRun(tenant: TenantId, run: RunId): void {
  checkTenant(tenant);
  if (!RunId.safeParse(run).success) throw new AppError('OPTION_INVALID', 'That is not the id of a run.');
}

/** Refuses what is no 64-digit hexadecimal step key; throws `OPTION_INVALID`. */
export function checkStepKey(tenant: TenantId, key: string): void {
  checkTenant(tenant);
  refuseUnless(STEP_KEY, key, 'the key of a step');
}

/** Refuses a name that no queue may have; throws `OPTION_INVALID`. */
export function checkQueueName(tenant: TenantId, name: string): void {
  checkTenant(tenant);
  refuseUnless(QUEUE_NAME, name, 'the name of a queue');
}

/** Refuses an id of an event or message that is empty, too long or not printable ASCII; throws `OPTION_INVALID`. */
export function checkWriterId(id: string): void {
  refuseUnless(WRITER_ID, id, 'an id of an event or message');
}

/** Refuses a tenant, run or name of a gate that is none; throws `OPTION_INVALID`. */
export function checkGate(tenant: TenantId, run: RunId, gate: string): void {
  checkRun(tenant, run);
  refuseUnless(GATE_NAME, gate, 'a place where a run waits');
}

/** Refuses a tenant, or a name of an account or reservation that is not printable ASCII; throws `OPTION_INVALID`. */
export function checkAccount(tenant: TenantId, account: string, id?: string): void {
  checkTenant(tenant);
  refuseUnless(WRITER_ID, account, 'the name of an account');
  if (id !== undefined) refuseUnless(WRITER_ID, id, 'an id of a reservation');
}

/** Refuses a tenant or an id of a live connection that is none; throws `OPTION_INVALID`. */
export function checkConnection(tenant: TenantId, connection: string): void {
  checkTenant(tenant);
  refuseUnless(WRITER_ID, connection, 'an id of a connection');
}

/** Refuses a name that no secret may have; throws `OPTION_INVALID`. */
export function checkSecretName(tenant: TenantId, name: string): void {
  checkTenant(tenant);
  refuseUnless(SECRET_NAME, name, 'the name of a secret');
}

function refuseUnless(pattern: RegExp, value: unknown, what: string): void {
  if (typeof value === 'string' && pattern.test(value)) return;
  throw new AppError('OPTION_INVALID', `That is not ${what}.`);
}
