import { isDeepStrictEqual } from 'node:util';
import { startBranches } from '#local/asl/branches.ts';
import { executionArn, roleArn } from '#local/asl/context.ts';
import { type Definition, loadDefinition } from '#local/asl/definition/definition.ts';
import { toDescription, toHistoryEvent, toNested } from '#local/asl/describe.ts';
import { drive } from '#local/asl/drive.ts';
import { endExecution } from '#local/asl/end-execution.ts';
import { Execution } from '#local/asl/execution.ts';
import type { Failure } from '#local/asl/failure.ts';
import { type Answer, type Frame, newFrame, release } from '#local/asl/frame.ts';
import type { Integrations } from '#local/asl/integrations.ts';
import { Json } from '#local/asl/json.ts';
import type { Machinery, Nested } from '#local/asl/machinery.ts';
import { createQueryFunctions } from '#local/asl/query/functions.ts';
import { resume, rewind } from '#local/asl/resume.ts';
import { readToken } from '#local/asl/states/task.ts';
import {
  definitionText,
  type ExecutionRow,
  findExecution,
  loadExecution,
  readEvents,
  runningExecutions,
} from '#local/asl/store/load.ts';
import { insertExecution, saveChanges } from '#local/asl/store/save.ts';
import { ASL_SCHEMA_VERSION } from '#local/asl/store/schema.ts';
import { comeDue, runTask, settle } from '#local/asl/tasks/run-task.ts';
import { Timers } from '#local/asl/timers.ts';
import type { Database } from '#local/sqlite/database.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { faultPoint } from '#shared/engine/fault-points.ts';
import { AppError, toAppError } from '#shared/errors.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { Log } from '#shared/ports/log.ts';
import type { Random } from '#shared/ports/random.ts';
import type { ExecutionDescription, WorkflowEngine } from '#shared/ports/workflow-engine.ts';

/** What the engine is made of. `database` was opened with `ASL_SCHEMA` among its schema. */
export interface AslEngineParts {
  database: Database;
  clock: Clock;
  random: Random;
  log: Log;
  integrations: Integrations;
  /** Definitions by workflow name; asked at every start. */
  definitions: Pick<ReadonlyMap<string, Definition>, 'get'>;
}

/** The one-machine workflow engine. */
export interface AslEngine extends WorkflowEngine {
  /** Goes on with every execution that was under way when the process ended; gives how many. Call it once, first. */
  recover(): Promise<number>;
  /** Resolves with the description when the execution has ended. Throws `NOT_FOUND`. */
  whenEnded(tenant: TenantId, execution: string): Promise<ExecutionDescription>;
  /** Stops acting: calls are aborted, timers cleared, what changed is committed. Executions go on after a `recover`. */
  close(): Promise<void>;
}

/** How long to wait before an execution whose changes could not be written is loaded again (ms). */
const RELOAD_AFTER_MS = 1_000;

/** Makes the engine; see docs/reference/asl.md for what it supports. */
export function createAslEngine(parts: AslEngineParts): AslEngine {
  const { database, clock, log } = parts;
  const timers = new Timers(clock);
  const active = new Map<string, Execution>();
  const waiting = new Map<string, ((ended: Nested) => void)[]>();
  const known = new Map<string, Definition>();
  let closed = false;

  const machinery: Machinery = {
    clock,
    log,
    timers,
    integrations: parts.integrations,
    functions: createQueryFunctions(parts),
    commit,
    drive: (execution, frame) => guard(execution, drive(machinery, execution, frame)),
    settle: (execution, frame, answer, timedOut) => settle(machinery, execution, frame, answer, timedOut),
    startBranches: (execution, frame) => guard(execution, startBranches(machinery, execution, frame)),
    launch: (execution, frame) => guard(execution, runTask(machinery, execution, frame)),
    arm,
    startNested,
    whenEnded,
    stopNested: (tenant, id, cause) => {
      stop(tenant, id, { cause }).catch((error) => log.warn('asl.nested-not-stopped', { id, error }));
    },
    ended,
  };

  /** Never rejects: an execution whose changes could not be written is put aside and loaded again later. */
  function commit(execution: Execution): Promise<void> {
    if (execution.fault !== undefined) return Promise.resolve();
    execution.pendingCommit ??= database
      .write((statements) => {
        execution.pendingCommit = undefined;
        saveChanges(statements, execution);
      })
      .then(() => faultPoint('engine.after-transition', String(execution.nextEvent)))
      .catch((error) => lose(execution, error));
    return execution.pendingCommit;
  }

  function lose(execution: Execution, error: unknown): void {
    log.error('asl.commit-failed', { execution: execution.header.id, error });
    putAside(execution, toAppError(error));
    timers.after(RELOAD_AFTER_MS, () => reload(execution.header.tenant, execution.header.id));
  }

  function reload(tenant: TenantId, id: string): void {
    try {
      const row = findExecution(database.statements, tenant, id);
      if (row === undefined || active.has(id)) return;
      if (row.status === 'RUNNING') activate(load(row));
      else tell(id, toNested(row));
    } catch (error) {
      log.error('asl.reload-failed', { execution: id, error });
      timers.after(RELOAD_AFTER_MS, () => reload(tenant, id));
    }
  }

  function putAside(execution: Execution, fault: unknown): void {
    execution.fault = fault;
    execution.cancelTimer?.();
    for (const frame of execution.frames.values()) release(frame);
    if (active.get(execution.header.id) === execution) active.delete(execution.header.id);
  }

  /** A fault of the engine itself must not leave an execution hanging. */
  function guard(execution: Execution, work: Promise<void>): void {
    work.catch((error) => {
      log.error('asl.fault', { execution: execution.header.id, error });
      if (!execution.running) return;
      const cause = `The engine failed: ${(error as Error).message}`;
      endExecution(machinery, execution, { status: 'FAILED', error: 'States.Runtime', cause }, 0);
    });
  }

  function arm(execution: Execution, frame: Frame): void {
    frame.cancelTimer?.();
    const due = Math.min(frame.due ?? Infinity, frame.heartbeat?.due ?? Infinity);
    frame.cancelTimer = timers.at(due, () => comeDue(machinery, execution, frame));
  }

  function activate(execution: Execution): void {
    active.set(execution.header.id, execution);
    if (execution.due !== undefined) {
      execution.cancelTimer = timers.at(execution.due, () => {
        if (!execution.running) return;
        endExecution(machinery, execution, { status: 'TIMED_OUT', error: 'States.Timeout' }, 0);
      });
    }
    resume(machinery, execution);
  }

  function ended(execution: Execution): void {
    if (execution.fault !== undefined) return;
    const { id, tenant } = execution.header;
    active.delete(id);
    const row = findExecution(database.statements, tenant, id);
    if (row !== undefined) tell(id, toNested(row));
  }

  function tell(id: string, nested: Nested): void {
    const told = waiting.get(id) ?? [];
    waiting.delete(id);
    for (const resolve of told) resolve(nested);
  }

  function load(row: ExecutionRow): Execution {
    const { statements } = database;
    let definition = known.get(row.definition);
    if (definition === undefined) {
      definition = loadDefinition(row.workflow, definitionText(statements, row.definition) ?? '');
      known.set(row.definition, definition);
    }
    return loadExecution(statements, row, definition);
  }

  function require(tenant: TenantId, id: string): ExecutionRow {
    const row = findExecution(database.statements, tenant, id);
    if (row === undefined) throw new AppError('NOT_FOUND', `There is no execution '${id}'.`);
    return row;
  }

  async function start(
    tenant: TenantId,
    request: { workflow: string; name: string; input: unknown },
  ): Promise<string> {
    const { workflow, name } = request;
    const definition = parts.definitions.get(workflow);
    if (definition === undefined) throw new AppError('NOT_FOUND', `There is no workflow '${workflow}'.`);
    if (!/^[\w-]{1,80}$/.test(name)) {
      throw new AppError('OPTION_INVALID', 'An execution is named with 1 to 80 letters, digits, - and _.');
    }
    const input = Json.of(request.input);
    if (input.tooLarge) throw new AppError('OPTION_INVALID', 'The input of an execution is at most 256 KiB.');
    const execution = newExecution(tenant, definition, name, input);
    const { id } = execution.header;
    const there = await database.write((statements) => {
      const key = insertExecution(statements, execution);
      if (key === undefined) return findExecution(statements, tenant, id);
      execution.key = key;
      saveChanges(statements, execution);
      return undefined;
    });
    if (there === undefined) {
      if (!closed) activate(execution);
    } else if (!isDeepStrictEqual(JSON.parse(there.input), input.value)) {
      throw new AppError('STORE_CONFLICT', `The execution '${name}' is there with another input.`);
    } else if (there.status === 'RUNNING' && !active.has(id) && !closed) {
      // It was under way when an earlier process ended, and nobody has recovered it: being asked for again is reason enough.
      activate(load(there));
    }
    return id;
  }

  function newExecution(tenant: TenantId, definition: Definition, name: string, input: Json): Execution {
    const startedAt = clock.now();
    const id = executionArn(tenant, definition.workflow, name);
    const execution = new Execution({ id, tenant, name, definition, input, startedAt });
    const { TimeoutSeconds } = definition.machine;
    if (TimeoutSeconds !== undefined) execution.due = startedAt + TimeoutSeconds * 1_000;
    execution.append(undefined, startedAt, 0, 'ExecutionStarted', [
      'executionStartedEventDetails',
      { input: input.text, inputDetails: { truncated: false }, roleArn: roleArn(tenant) },
    ]);
    execution.add(
      newFrame({
        id: execution.nextFrameId(),
        parent: 0,
        index: 0,
        machine: definition.machine,
        silent: false,
        input,
        variables: {},
        lastEvent: 0,
      }),
    );
    return execution;
  }

  async function startNested(
    tenant: TenantId,
    workflow: string,
    name: string,
    input: unknown,
  ): Promise<Nested> {
    const id = await start(tenant, { workflow, name, input });
    return toNested(require(tenant, id));
  }

  function whenEnded(tenant: TenantId, id: string): Promise<Nested> {
    const row = require(tenant, id);
    if (row.status !== 'RUNNING') return Promise.resolve(toNested(row));
    return new Promise((resolve) => {
      waiting.set(id, [...(waiting.get(id) ?? []), resolve]);
    });
  }

  async function stop(tenant: TenantId, id: string, reason: Failure): Promise<void> {
    const row = require(tenant, id);
    if (row.status !== 'RUNNING') return;
    const execution = active.get(id) ?? load(row);
    if (!execution.running) return;
    endExecution(machinery, execution, { status: 'ABORTED', ...reason }, 0);
    await durable(execution);
  }

  async function durable(execution: Execution): Promise<void> {
    await commit(execution);
    if (execution.fault !== undefined) throw execution.fault;
  }

  async function redrive(tenant: TenantId, id: string): Promise<void> {
    const row = require(tenant, id);
    if (row.status === 'RUNNING' || row.status === 'SUCCEEDED') {
      throw new AppError('STORE_CONFLICT', 'Only an execution that did not succeed can be run again.');
    }
    const now = clock.now();
    const execution = load(row);
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
    await durable(execution);
    activate(execution);
  }

  async function answer(tenant: TenantId, token: string, given: Answer): Promise<void> {
    const { execution, frame } = held(tenant, token);
    if (!settle(machinery, execution, frame, given)) throw unknownToken();
    await durable(execution);
  }

  function held(tenant: TenantId, token: string): { execution: Execution; frame: Frame } {
    const place = readToken(token);
    const execution = place && active.get(place.execution);
    const frame = place && execution?.frames.get(place.frame);
    if (execution?.header.tenant !== tenant || frame?.token !== token) throw unknownToken();
    if (!execution.live(frame) || (frame.phase !== 'task' && frame.phase !== 'parked')) throw unknownToken();
    return { execution, frame };
  }

  return {
    start,
    describe: async (tenant, id) => toDescription(require(tenant, id)),
    history: async (tenant, id) =>
      readEvents(database.statements, require(tenant, id).key).map(toHistoryEvent),
    stop,
    redrive,
    sendTaskSuccess: (tenant, token, output) => answer(tenant, token, { result: Json.of(output) }),
    sendTaskFailure: (tenant, token, failure) => answer(tenant, token, { failure }),
    async sendTaskHeartbeat(tenant, token) {
      const { execution, frame } = held(tenant, token);
      if (frame.heartbeat === undefined) return;
      frame.heartbeat = { ...frame.heartbeat, due: clock.now() + frame.heartbeat.seconds * 1_000 };
      execution.changed(frame);
      arm(execution, frame);
      await durable(execution);
    },
    async recover() {
      checkVersion(database);
      const rows = runningExecutions(database.statements).filter(({ id }) => !active.has(id));
      for (const row of rows) activate(load(row));
      return rows.length;
    },
    whenEnded,
    async close() {
      closed = true;
      timers.close();
      const open = [...active.values()];
      await Promise.all(open.map((execution) => commit(execution)));
      for (const execution of open) {
        putAside(execution, new AppError('CANCELLED', 'The workflow engine has been closed.'));
      }
    },
  };
}

function checkVersion({ statements }: Database): void {
  const version = statements.get<{ version: number }>('SELECT version FROM asl_schema')?.version;
  if (version === ASL_SCHEMA_VERSION) return;
  throw new AppError(
    'CONFIG_INVALID',
    `The workflow store has version ${version}, not ${ASL_SCHEMA_VERSION}.`,
    {
      hint: 'Use the release of Reelwright that wrote it, or a new home.',
    },
  );
}

function unknownToken(): AppError {
  return new AppError('NOT_FOUND', 'No task waits for this token.');
}
