import { startBranches } from '#local/asl/branches.ts';
import { type Definition, loadDefinition } from '#local/asl/definition/definition.ts';
import { toNested } from '#local/asl/describe.ts';
import { drive } from '#local/asl/drive.ts';
import { endExecution } from '#local/asl/end-execution.ts';
import type { Execution } from '#local/asl/execution.ts';
import { type Answer, type Frame, release } from '#local/asl/frame.ts';
import type { Integrations } from '#local/asl/integrations.ts';
import type { Machinery, Nested } from '#local/asl/machinery.ts';
import { createQueryFunctions } from '#local/asl/query/functions.ts';
import type { QueryFunctions } from '#local/asl/query/scope.ts';
import { resume } from '#local/asl/resume.ts';
import { startExecution } from '#local/asl/start-execution.ts';
import { definitionText, type ExecutionRow, findExecution, loadExecution } from '#local/asl/store/load.ts';
import { saveChanges } from '#local/asl/store/save.ts';
import { comeDue, runTask, settle } from '#local/asl/tasks/run-task.ts';
import { Timers } from '#local/asl/timers.ts';
import { Waiters } from '#local/asl/waiters.ts';
import type { Database } from '#local/sqlite/database.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { faultPoint } from '#shared/engine/fault-points.ts';
import { AppError, toAppError } from '#shared/errors.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { Log } from '#shared/ports/log.ts';
import type { Random } from '#shared/ports/random.ts';

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

/** How long to wait before an execution whose changes could not be written is loaded again (ms). */
const RELOAD_AFTER_MS = 1_000;
/** So many failed writes of one execution, and the store is taken for lost until the next start. */
const MAX_LOSSES = 10;

/** Keeps the executions that are under way in memory, moves them, and writes down what changes. */
export class Conductor implements Machinery {
  readonly parts: AslEngineParts;
  readonly clock: Clock;
  readonly log: Log;
  readonly timers: Timers;
  readonly functions: QueryFunctions;
  readonly integrations: Integrations;
  readonly active = new Map<string, Execution>();
  readonly #waiters = new Waiters();
  /** Why an execution that is RUNNING on disk does not go on in this process. */
  readonly #halted = new Map<string, AppError>();
  /** Failed writes and loads of executions that have not ended. */
  readonly #losses = new Map<string, number>();
  readonly #definitions = new Map<string, Definition>();
  #closed = false;

  constructor(parts: AslEngineParts) {
    this.parts = parts;
    this.clock = parts.clock;
    this.log = parts.log;
    this.timers = new Timers(parts.clock);
    this.functions = createQueryFunctions(parts);
    this.integrations = parts.integrations;
  }

  /** Never rejects: an execution whose changes could not be written is put aside, and loaded again unless the disk is full. */
  commit(execution: Execution): Promise<void> {
    if (execution.fault !== undefined) return Promise.resolve();
    execution.pendingCommit ??= this.parts.database
      .write((statements) => {
        execution.pendingCommit = undefined;
        saveChanges(statements, execution);
      })
      .then(() => faultPoint('engine.after-transition', String(execution.nextEvent)))
      .catch((error) => this.#lose(execution, error));
    return execution.pendingCommit;
  }

  /** Commits; throws why what changed could not be written. */
  async durable(execution: Execution): Promise<void> {
    await this.commit(execution);
    if (execution.fault !== undefined) throw execution.fault;
  }

  drive(execution: Execution, frame: Frame): void {
    this.#guard(execution, drive(this, execution, frame));
  }

  settle(execution: Execution, frame: Frame, answer: Answer, timedOut?: boolean): boolean {
    return settle(this, execution, frame, answer, timedOut);
  }

  startBranches(execution: Execution, frame: Frame): void {
    this.#guard(execution, startBranches(this, execution, frame));
  }

  launch(execution: Execution, frame: Frame): void {
    this.#guard(execution, runTask(this, execution, frame));
  }

  arm(execution: Execution, frame: Frame): void {
    frame.cancelTimer?.();
    const due = Math.min(frame.due ?? Infinity, frame.heartbeat?.due ?? Infinity);
    frame.cancelTimer = this.timers.at(due, () => comeDue(this, execution, frame));
  }

  /** Sets an execution in motion, unless the engine has been closed. */
  activate(execution: Execution): void {
    if (this.#closed) return;
    this.active.set(execution.header.id, execution);
    this.#halted.delete(execution.header.id);
    if (execution.due !== undefined) {
      execution.cancelTimer = this.timers.at(execution.due, () => {
        if (!execution.running) return;
        endExecution(this, execution, { status: 'TIMED_OUT', error: 'States.Timeout' }, 0);
      });
    }
    resume(this, execution);
  }

  ended(execution: Execution): void {
    if (execution.fault !== undefined) return;
    const { id, tenant } = execution.header;
    this.active.delete(id);
    this.#losses.delete(id);
    try {
      this.#waiters.tell(toNested(this.row(tenant, id)));
    } catch (error) {
      this.#waiters.refuse(error, id);
    }
  }

  async startNested(tenant: TenantId, workflow: string, name: string, input: unknown): Promise<Nested> {
    const id = await startExecution(this, tenant, { workflow, name, input });
    return toNested(this.row(tenant, id));
  }

  whenEnded(tenant: TenantId, id: string): Promise<Nested> {
    const row = this.row(tenant, id);
    if (row.status !== 'RUNNING') return Promise.resolve(toNested(row));
    const fault = this.#halted.get(id);
    return fault === undefined ? this.#waiters.add(id) : Promise.reject(fault);
  }

  stopNested(tenant: TenantId, id: string, cause: string): void {
    this.stop(tenant, id, { cause }).catch((error) => this.log.warn('asl.nested-not-stopped', { id, error }));
  }

  /** Ends an execution as `ABORTED`; one that has ended stays as it is. */
  async stop(tenant: TenantId, id: string, reason: { error?: string; cause: string }): Promise<void> {
    const row = this.row(tenant, id);
    if (row.status !== 'RUNNING') return;
    const execution = this.active.get(id) ?? this.load(row);
    if (!execution.running) return;
    endExecution(this, execution, { status: 'ABORTED', ...reason }, 0);
    await this.durable(execution);
  }

  /** The execution as the last commit left it, under the definition that it was started with. */
  load(row: ExecutionRow): Execution {
    const { statements } = this.parts.database;
    let definition = this.#definitions.get(row.definition);
    if (definition === undefined) {
      definition = loadDefinition(row.workflow, definitionText(statements, row.definition) ?? '');
      this.#definitions.set(row.definition, definition);
    }
    return loadExecution(statements, row, definition);
  }

  /** The row of an execution of that tenant; throws `NOT_FOUND`. */
  row(tenant: TenantId, id: string): ExecutionRow {
    const row = findExecution(this.parts.database.statements, tenant, id);
    if (row === undefined) throw new AppError('NOT_FOUND', `There is no execution '${id}'.`);
    return row;
  }

  /** Commits, and lets go of every execution. */
  async close(): Promise<void> {
    this.#closed = true;
    this.timers.close();
    const open = [...this.active.values()];
    await Promise.all(open.map((execution) => this.commit(execution)));
    for (const execution of open) {
      this.#putAside(execution, new AppError('CANCELLED', 'The workflow engine has been closed.'));
    }
  }

  #lose(execution: Execution, error: unknown): void {
    const { id, tenant } = execution.header;
    const fault = toAppError(error);
    this.#putAside(execution, fault);
    if (this.#closed) return;
    this.log.error('asl.commit-failed', { execution: id, error });
    this.#retry(tenant, id, fault);
  }

  #retry(tenant: TenantId, id: string, fault: AppError): void {
    const losses = (this.#losses.get(id) ?? 0) + 1;
    this.#losses.set(id, losses);
    if (fault.code === 'STORE_FULL' || losses > MAX_LOSSES) this.#halt(id, fault);
    else this.timers.after(RELOAD_AFTER_MS, () => this.#reload(tenant, id));
  }

  /** No execution can be written down any more: all are let go, to go on at the next start, and who waits is told why. */
  #halt(id: string, fault: AppError): void {
    this.#losses.clear();
    this.#halted.set(id, fault);
    for (const other of [...this.active.values()]) {
      this.#putAside(other, fault);
      this.#halted.set(other.header.id, fault);
    }
    this.#waiters.refuse(fault);
  }

  #reload(tenant: TenantId, id: string): void {
    try {
      const row = findExecution(this.parts.database.statements, tenant, id);
      if (row === undefined || this.active.has(id)) return;
      if (row.status === 'RUNNING') this.activate(this.load(row));
      else this.#waiters.tell(toNested(row));
    } catch (error) {
      this.log.error('asl.reload-failed', { execution: id, error });
      this.#retry(tenant, id, toAppError(error));
    }
  }

  #putAside(execution: Execution, fault: unknown): void {
    execution.fault = fault;
    execution.cancelTimer?.();
    for (const frame of execution.frames.values()) release(frame);
    if (this.active.get(execution.header.id) === execution) this.active.delete(execution.header.id);
  }

  /** A fault of the engine itself must not leave an execution hanging. */
  #guard(execution: Execution, work: Promise<void>): void {
    work.catch((error) => {
      this.log.error('asl.fault', { execution: execution.header.id, error });
      if (!execution.running) return;
      const cause = `The engine failed: ${(error as Error).message}`;
      endExecution(this, execution, { status: 'FAILED', error: 'States.Runtime', cause }, 0);
    });
  }
}
