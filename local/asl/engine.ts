import { type AslEngineParts, Conductor } from '#local/asl/conductor.ts';
import { toDescription, toHistoryEvent } from '#local/asl/describe.ts';
import type { Execution } from '#local/asl/execution.ts';
import type { Answer, Frame } from '#local/asl/frame.ts';
import { Json } from '#local/asl/json.ts';
import { rewind } from '#local/asl/resume.ts';
import { startExecution } from '#local/asl/start-execution.ts';
import { readToken } from '#local/asl/states/task.ts';
import { checkVersion } from '#local/asl/store/check-version.ts';
import { readEvents, runningExecutions } from '#local/asl/store/load.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { ExecutionDescription, WorkflowEngine } from '#shared/ports/workflow-engine.ts';

/** The one-machine workflow engine. */
export interface AslEngine extends WorkflowEngine {
  /** Goes on with every execution that was under way when the process ended; gives how many. Call it once, first. */
  recover(): Promise<number>;
  /** Goes on with that execution, if it was under way when the process ended. Throws `NOT_FOUND`. */
  resume(tenant: TenantId, execution: string): Promise<void>;
  /** Resolves with the description when the execution has ended. Throws `NOT_FOUND`. */
  whenEnded(tenant: TenantId, execution: string): Promise<ExecutionDescription>;
  /** Stops acting: calls are aborted, timers cleared, what changed is committed. Executions go on after a `recover`. */
  close(): Promise<void>;
}

/** Makes the engine; see docs/reference/asl.md for what it supports. */
export function createAslEngine(parts: AslEngineParts): AslEngine {
  const { database, clock } = parts;
  const conductor = new Conductor(parts);

  async function redrive(tenant: TenantId, id: string): Promise<void> {
    const row = conductor.row(tenant, id);
    if (row.status === 'RUNNING' || row.status === 'SUCCEEDED') {
      throw new AppError('STORE_CONFLICT', 'Only an execution that did not succeed can be run again.');
    }
    const now = clock.now();
    const execution = conductor.load(row);
    rewind(execution);
    execution.status = 'RUNNING';
    execution.redrives += 1;
    execution.redrivenAt = now;
    const { TimeoutSeconds } = execution.header.definition.machine;
    if (TimeoutSeconds !== undefined) execution.due = now + TimeoutSeconds * 1_000;
    execution.append(undefined, now, execution.nextEvent - 1, 'ExecutionRedriven', [
      'executionRedrivenEventDetails',
      { redriveCount: execution.redrives },
    ]);
    execution.changedHeader();
    await conductor.durable(execution);
    conductor.activate(execution);
  }

  async function answer(tenant: TenantId, token: string, given: Answer): Promise<void> {
    const { execution, frame } = held(tenant, token);
    if (!conductor.settle(execution, frame, given)) throw unknownToken();
    await conductor.durable(execution);
  }

  function held(tenant: TenantId, token: string): { execution: Execution; frame: Frame } {
    const place = readToken(token);
    const execution = place && conductor.active.get(place.execution);
    const frame = place && execution?.frames.get(place.frame);
    if (execution?.header.tenant !== tenant || frame?.token !== token) throw unknownToken();
    if (!execution.live(frame) || (frame.phase !== 'task' && frame.phase !== 'parked')) throw unknownToken();
    return { execution, frame };
  }

  return {
    start: (tenant, request) => startExecution(conductor, tenant, request),
    describe: async (tenant, id) => toDescription(conductor.row(tenant, id)),
    history: async (tenant, id) =>
      readEvents(database.statements, conductor.row(tenant, id).key).map(toHistoryEvent),
    stop: (tenant, id, reason) => conductor.stop(tenant, id, reason),
    redrive,
    sendTaskSuccess: (tenant, token, output) => answer(tenant, token, { result: Json.of(output) }),
    sendTaskFailure: (tenant, token, failure) => answer(tenant, token, { failure }),
    async sendTaskHeartbeat(tenant, token) {
      const { execution, frame } = held(tenant, token);
      if (frame.heartbeat === undefined) return;
      frame.heartbeat = { ...frame.heartbeat, due: clock.now() + frame.heartbeat.seconds * 1_000 };
      execution.changed(frame);
      conductor.arm(execution, frame);
      await conductor.durable(execution);
    },
    async recover() {
      checkVersion(database);
      const rows = runningExecutions(database.statements).filter(({ id }) => !conductor.active.has(id));
      for (const row of rows) conductor.activate(conductor.load(row));
      return rows.length;
    },
    async resume(tenant, id) {
      const row = conductor.row(tenant, id);
      if (row.status === 'RUNNING' && !conductor.active.has(id)) conductor.activate(conductor.load(row));
    },
    whenEnded: async (tenant, id) => conductor.whenEnded(tenant, id),
    close: () => conductor.close(),
  };
}

function unknownToken(): AppError {
  return new AppError('NOT_FOUND', 'No task waits for this token.');
}
