import type { Execution, StoredEvent } from '#local/asl/execution.ts';
import { toColumns } from '#local/asl/store/frame-rows.ts';
import type { Statements } from '#local/sqlite/database.ts';

/** Writes a new execution's row and gives its key, or undefined when there is one of that id. */
export function insertExecution(statements: Statements, execution: Execution): number | undefined {
  const { header, due } = execution;
  const { definition } = header;
  statements.run(
    'INSERT OR IGNORE INTO asl_definition (hash, workflow, body) VALUES (?, ?, ?)',
    definition.hash,
    definition.workflow,
    definition.text,
  );
  const row = statements.get<{ key: number }>(
    `INSERT INTO asl_execution (id, tenant, workflow, name, definition, status, input, started_at, due, redrives)
     VALUES (?, ?, ?, ?, ?, 'RUNNING', ?, ?, ?, 0) ON CONFLICT (id) DO NOTHING RETURNING key`,
    header.id,
    header.tenant,
    definition.workflow,
    header.name,
    definition.hash,
    header.input.text,
    header.startedAt,
    due ?? null,
  );
  return row?.key;
}

const SAVE_FRAME = `INSERT INTO asl_frame VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body,
  input = excluded.input, own = excluded.own, args = excluded.args, answer = excluded.answer, items = excluded.items`;

/** Writes what changed since the last time. */
export function saveChanges(statements: Statements, execution: Execution): void {
  const { header, events, frames, removed, results, forgotten } = execution.takeChanges();
  const { key } = execution;
  if (header) saveHeader(statements, execution);
  if (events.length > 0) saveEvents(statements, key, events);
  for (const id of removed) {
    if (id > 0) statements.run('DELETE FROM asl_frame WHERE execution = ? AND id = ?', key, id);
    else statements.run('DELETE FROM asl_result WHERE execution = ? AND frame = ?', key, -id);
  }
  for (const { frame, index } of forgotten) {
    const sql = 'DELETE FROM asl_result WHERE execution = ? AND frame = ? AND position = ?';
    statements.run(sql, key, frame, index);
  }
  for (const { frame, index, result } of results) {
    statements.run('INSERT INTO asl_result VALUES (?, ?, ?, ?)', key, frame, index, result?.text ?? null);
  }
  for (const frame of frames) {
    statements.run(SAVE_FRAME, key, ...toColumns(frame));
  }
}

function saveEvents(statements: Statements, key: number, events: readonly StoredEvent[]): void {
  const last = events.at(-1)?.id ?? 0;
  const sql = 'INSERT INTO asl_history (execution, last, events) VALUES (?, ?, ?)';
  statements.run(sql, key, last, JSON.stringify(events));
}

function saveHeader(statements: Statements, execution: Execution): void {
  statements.run(
    `UPDATE asl_execution SET status = ?, output = ?, error = ?, cause = ?, stopped_at = ?, due = ?, redrives = ?,
     redriven_at = ? WHERE key = ?`,
    execution.status,
    execution.output?.text ?? null,
    execution.error ?? null,
    execution.cause ?? null,
    execution.stoppedAt ?? null,
    execution.due ?? null,
    execution.redrives,
    execution.redrivenAt ?? null,
    execution.key,
  );
}
