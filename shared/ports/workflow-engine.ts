import type { TenantId } from '#shared/domain/identity.ts';

/** Where an execution stands, in Step Functions' words. */
export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** An execution as `DescribeExecution` gives it. */
export interface ExecutionDescription {
  id: string;
  workflow: string;
  status: ExecutionStatus;
  input: unknown;
  /** Present when `SUCCEEDED`. */
  output?: unknown;
  /** Error name and cause; present when `FAILED`, `TIMED_OUT` or `ABORTED`. */
  error?: string;
  cause?: string;
}

/** One event of an execution's history, in the shape of `GetExecutionHistory`. */
export interface HistoryEvent {
  id: number;
  previousEventId: number;
  /** ISO 8601. */
  timestamp: string;
  /** As AWS names it: `TaskStateEntered`, `MapIterationStarted`, … */
  type: string;
  /** The details object of that type (`stateEnteredEventDetails`, …), as AWS names its fields. */
  details?: { kind: string; value: Record<string, unknown> };
}

/** Runs workflows kept as Amazon States Language, with the meaning of Step Functions Standard. */
export interface WorkflowEngine {
  /**
   * Starts `workflow` (a name of `statemachines/`) and gives the execution's id. The same name with the same input again
   * gives the execution that is there; with another input throws `STORE_CONFLICT`, and may do so once it has ended. The input
   * must name its tenant as `tenant`. Throws `NOT_FOUND` for an unknown workflow.
   */
  start(tenant: TenantId, start: { workflow: string; name: string; input: unknown }): Promise<string>;
  /** Throws `NOT_FOUND`. */
  describe(tenant: TenantId, execution: string): Promise<ExecutionDescription>;
  history(tenant: TenantId, execution: string): Promise<HistoryEvent[]>;
  /** Ends a running execution as `ABORTED`; one that has ended stays as it is. */
  stop(tenant: TenantId, execution: string, reason: { error: string; cause: string }): Promise<void>;
  /** Runs a failed, timed out or aborted execution again from the states that did not succeed. */
  redrive(tenant: TenantId, execution: string): Promise<void>;
  /** Answer to a task that waits for a token; throws `NOT_FOUND` when the token is unknown or used. Who has it may answer. */
  sendTaskSuccess(tenant: TenantId, token: string, output: unknown): Promise<void>;
  sendTaskFailure(tenant: TenantId, token: string, failure: { error: string; cause: string }): Promise<void>;
  sendTaskHeartbeat(tenant: TenantId, token: string): Promise<void>;
}
