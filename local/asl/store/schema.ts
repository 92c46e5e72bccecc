/** Raise it with every change of the tables that needs the old rows to be changed. */
export const ASL_SCHEMA_VERSION = 1;

/**
 * The tables of the engine. Rows are small: a frame is written when it moved, an event of the history once, a result of
 * an iteration once; whatever is large (input, items, answer) has a column of its own.
 * The history is appended to, whichever execution it belongs to, so that a commit of many executions writes few pages.
 */
export const ASL_SCHEMA = `
CREATE TABLE IF NOT EXISTS asl_schema (only INTEGER PRIMARY KEY CHECK (only = 1), version INTEGER NOT NULL) STRICT;
INSERT OR IGNORE INTO asl_schema VALUES (1, ${ASL_SCHEMA_VERSION});
CREATE TABLE IF NOT EXISTS asl_definition (hash TEXT PRIMARY KEY, workflow TEXT NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS asl_execution (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, tenant TEXT NOT NULL, workflow TEXT NOT NULL, name TEXT NOT NULL,
  definition TEXT NOT NULL REFERENCES asl_definition (hash), status TEXT NOT NULL, input TEXT NOT NULL,
  output TEXT, error TEXT, cause TEXT, started_at INTEGER NOT NULL, stopped_at INTEGER, due INTEGER,
  redrives INTEGER NOT NULL, redriven_at INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS asl_execution_running ON asl_execution (key) WHERE status = 'RUNNING';
CREATE TABLE IF NOT EXISTS asl_frame (
  execution INTEGER NOT NULL, id INTEGER NOT NULL, body TEXT NOT NULL, input TEXT NOT NULL, own TEXT, args TEXT,
  answer TEXT, items TEXT, PRIMARY KEY (execution, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS asl_result (
  execution INTEGER NOT NULL, frame INTEGER NOT NULL, position INTEGER NOT NULL, body TEXT,
  PRIMARY KEY (execution, frame, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS asl_history (
  key INTEGER PRIMARY KEY, execution INTEGER NOT NULL, last INTEGER NOT NULL, events TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS asl_history_execution ON asl_history (execution);
`;
