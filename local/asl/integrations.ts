import type { TenantId } from '#shared/domain/identity.ts';

/** What every call carries beside its parameters. */
export interface TaskCall {
  tenant: TenantId;
  /** Fires when nobody waits for the answer any more: time is up, the execution was stopped, a sibling failed. */
  signal: AbortSignal;
  /** Names this attempt of this task; the same again when a restart repeats the call, so that it can be made harmless. */
  attempt: string;
}

/**
 * What the Task states of a machine reach. The engine knows nothing of functions and queues; a home gives it these.
 * An error thrown by any of them fails the task with the error's `name` and a cause of `{errorMessage, errorType, trace}`.
 */
export interface Integrations {
  /** `lambda:invoke` and plain function ARNs: calls the function and gives its result, any JSON. */
  invoke(functionName: string, payload: unknown, call: TaskCall): Promise<unknown>;
  /** `batch:submitJob.sync`: runs a job to its end and gives its description (`JobId`, `Status`, …). */
  submitJob(parameters: Record<string, unknown>, call: TaskCall): Promise<unknown>;
  /** `sqs:sendMessage`: gives `{MessageId, …}`. */
  sendMessage(parameters: Record<string, unknown>, call: TaskCall): Promise<unknown>;
  /** `events:putEvents`: gives `{Entries, FailedEntryCount}`. */
  putEvents(parameters: Record<string, unknown>, call: TaskCall): Promise<unknown>;
}
