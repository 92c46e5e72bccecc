import { machineOf } from '#local/asl/branches.ts';
import type { Definition } from '#local/asl/definition/definition.ts';
import { Execution, type StoredEvent } from '#local/asl/execution.ts';
import { Json } from '#local/asl/json.ts';
import { type FrameRow, readBody, toFrame } from '#local/asl/store/frame-rows.ts';
import type { Row, Statements } from '#local/sqlite/database.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import type { ExecutionStatus } from '#shared/ports/workflow-engine.ts';

/** An execution as it lies in the table. */
export interface ExecutionRow extends Row {
  key: number;
  id: string;
  tenant: string;
  workflow: string;
  name: string;
  definition: string;
  status: string;
  input: string;
  output: string | null;
  error: string | null;
  cause: string | null;
  started_at: number;
  stopped_at: number | null;
  due: number | null;
  redrives: number;
  redriven_at: number | null;
}

/** The row of an execution of that tenant. */
export function findExecution(statements: Statements, tenant: string, id: string): ExecutionRow | undefined {
  return statements.get<ExecutionRow>('SELECT * FROM asl_execution WHERE id = ? AND tenant = ?', id, tenant);
}

/** The rows of all executions that have not ended, oldest first. */
export function runningExecutions(statements: Statements): ExecutionRow[] {
  return statements.all<ExecutionRow>("SELECT * FROM asl_execution WHERE status = 'RUNNING' ORDER BY key");
}

/** The text of a definition that an execution was started with. */
export function definitionText(statements: Statements, hash: string): string | undefined {
  return statements.get<{ body: string }>('SELECT body FROM asl_definition WHERE hash = ?', hash)?.body;
}

/** The history of an execution, oldest first. */
export function readEvents(statements: Statements, key: number): StoredEvent[] {
  const rows = statements.all<{ events: string }>(
    'SELECT events FROM asl_history WHERE execution = ? ORDER BY key',
    key,
  );
  return rows.flatMap(({ events }) => JSON.parse(events) as StoredEvent[]);
}

/** Builds an execution as the last commit left it. */
export function loadExecution(statements: Statements, row: ExecutionRow, definition: Definition): Execution {
  const execution = new Execution({
    id: row.id,
    tenant: row.tenant as TenantId,
    name: row.name,
    definition,
    input: Json.parse(row.input),
    startedAt: row.started_at,
  });
  execution.key = row.key;
  execution.status = row.status as ExecutionStatus;
  execution.due = row.due ?? undefined;
  execution.redrives = row.redrives;
  execution.redrivenAt = row.redriven_at ?? undefined;
  const last = statements.get<{ last: number }>(
    'SELECT last FROM asl_history WHERE execution = ? ORDER BY key DESC LIMIT 1',
    row.key,
  );
  execution.nextEvent = (last?.last ?? 0) + 1;
  loadFrames(statements, execution);
  loadResults(statements, execution);
  return execution;
}

/** Frames come in the order of their ids, so the frame around another one is there before it. */
function loadFrames(statements: Statements, execution: Execution): void {
  const rows = statements.all<FrameRow>(
    'SELECT id, body, input, own, args, answer, items FROM asl_frame WHERE execution = ? ORDER BY id',
    execution.key,
  );
  for (const row of rows) {
    const body = readBody(row);
    const parent = execution.frames.get(body.parent);
    if (parent === undefined) {
      const { machine } = execution.header.definition;
      execution.add(toFrame(row, body, { machine, silent: false, variables: {} }), false);
      continue;
    }
    const distributed = parent.branches?.distributed ?? false;
    const machine = machineOf(execution, parent, body.index);
    const variables = distributed ? {} : parent.variables;
    const frame = toFrame(row, body, { machine, silent: parent.silent || distributed, variables });
    frame.stopped = parent.stopped || parent.phase !== 'branches';
    parent.branches?.running.add(body.index);
    execution.add(frame, false);
  }
}

function loadResults(statements: Statements, execution: Execution): void {
  const rows = statements.all<{ frame: number; position: number; body: string | null }>(
    'SELECT frame, position, body FROM asl_result WHERE execution = ?',
    execution.key,
  );
  for (const { frame, position, body } of rows) {
    execution.frames.get(frame)?.branches?.results.set(position, body === null ? null : Json.parse(body));
  }
}
