/**
 * Tables of the journal, the catalogue of runs, the step ledger, the queues, approvals and budgets; part of the schema given
 * to `Database`. With every change of what rows mean `LAYOUT` in local/home.ts is raised.
 * Every key begins with the tenant. Times of leases and messages are milliseconds of the store's clock.
 */
export const STORE_SCHEMA = `
CREATE TABLE IF NOT EXISTS journal (
  tenant TEXT NOT NULL,
  run TEXT NOT NULL,
  version INTEGER NOT NULL,
  id TEXT NOT NULL,
  at INTEGER NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (tenant, run, version),
  UNIQUE (tenant, run, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS runs (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  brief_key TEXT NOT NULL,
  title TEXT NOT NULL,
  workflow TEXT NOT NULL,
  execution TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('running', 'succeeded', 'failed', 'cancelled')),
  request TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  result TEXT,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS runs_by_brief ON runs (tenant, brief_key, id);
CREATE UNIQUE INDEX IF NOT EXISTS runs_by_request ON runs (tenant, request) WHERE request <> '';

CREATE TABLE IF NOT EXISTS approvals (
  tenant TEXT NOT NULL,
  run TEXT NOT NULL,
  gate TEXT NOT NULL,
  token TEXT NOT NULL,
  subject TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  decision TEXT,
  PRIMARY KEY (tenant, run, gate)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS reservations (
  tenant TEXT NOT NULL,
  account TEXT NOT NULL,
  id TEXT NOT NULL,
  reserved INTEGER NOT NULL CHECK (reserved >= 0),
  spent INTEGER CHECK (spent >= 0),
  PRIMARY KEY (tenant, account, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS ledger (
  tenant TEXT NOT NULL,
  key TEXT NOT NULL,
  fence INTEGER NOT NULL,
  owner TEXT,
  lease_until INTEGER NOT NULL,
  record TEXT,
  PRIMARY KEY (tenant, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ledger_leased ON ledger (lease_until) WHERE owner IS NOT NULL;

CREATE TABLE IF NOT EXISTS messages (
  place INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant TEXT NOT NULL,
  queue TEXT NOT NULL,
  id TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('live', 'dead', 'done')),
  visible_at INTEGER NOT NULL,
  receive_count INTEGER NOT NULL DEFAULT 0,
  receipt INTEGER NOT NULL DEFAULT 0,
  reason TEXT NOT NULL DEFAULT '',
  UNIQUE (tenant, queue, id)
) STRICT;
CREATE INDEX IF NOT EXISTS messages_due ON messages (tenant, queue, state, visible_at, place);
CREATE INDEX IF NOT EXISTS messages_done ON messages (visible_at) WHERE state = 'done';
`;
