import { isoTime } from '#local/asl/context.ts';
import type { StoredEvent } from '#local/asl/execution.ts';
import type { Nested } from '#local/asl/machinery.ts';
import type { ExecutionRow } from '#local/asl/store/load.ts';
import type { ExecutionDescription, ExecutionStatus, HistoryEvent } from '#shared/ports/workflow-engine.ts';

/** An execution's row as `DescribeExecution` gives it, with name and times. */
export function toNested(row: ExecutionRow): Nested {
  return {
    ...toDescription(row),
    name: row.name,
    startedAt: row.started_at,
    ...(row.stopped_at === null ? {} : { stoppedAt: row.stopped_at }),
  };
}

/** An execution's row as `DescribeExecution` gives it. */
export function toDescription(row: ExecutionRow): ExecutionDescription {
  const { id, workflow, status, input, output, error, cause } = row;
  return {
    id,
    workflow,
    status: status as ExecutionStatus,
    input: JSON.parse(input),
    ...(output === null ? {} : { output: JSON.parse(output) }),
    ...(error === null ? {} : { error }),
    ...(cause === null ? {} : { cause }),
  };
}

/** An event as `GetExecutionHistory` gives it. */
export function toHistoryEvent(event: StoredEvent): HistoryEvent {
  const { id, previous, at, type, kind, value } = event;
  return {
    id,
    previousEventId: previous,
    timestamp: isoTime(at),
    type,
    ...(kind === undefined ? {} : { details: { kind, value: value ?? {} } }),
  };
}
