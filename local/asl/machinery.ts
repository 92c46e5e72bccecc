import type { State } from '#local/asl/definition/schema.ts';
import type { Execution } from '#local/asl/execution.ts';
import type { Answer, Frame } from '#local/asl/frame.ts';
import type { Integrations } from '#local/asl/integrations.ts';
import type { Json } from '#local/asl/json.ts';
import type { QueryFunctions } from '#local/asl/query/scope.ts';
import type { Timers } from '#local/asl/timers.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { Log } from '#shared/ports/log.ts';
import type { ExecutionDescription } from '#shared/ports/workflow-engine.ts';

/** A nested execution as `states:startExecution` sees it. */
export interface Nested extends ExecutionDescription {
  name: string;
  /** Epoch ms. */
  startedAt: number;
  stoppedAt?: number;
}

/** What the parts of the engine share. */
export interface Machinery {
  readonly clock: Clock;
  readonly log: Log;
  readonly timers: Timers;
  readonly functions: QueryFunctions;
  readonly integrations: Integrations;
  /** Resolves when everything that changed so far is on disk. */
  commit(execution: Execution): Promise<void>;
  /** Goes on with a frame as long as the next move is the engine's own. */
  drive(execution: Execution, frame: Frame): void;
  /** Works the answer to a task in; false when nobody waits for it. */
  settle(execution: Execution, frame: Frame, answer: Answer, timedOut?: boolean): boolean;
  /** Starts as many branches of a frame as may run. */
  startBranches(execution: Execution, frame: Frame): void;
  /** Makes a call; the execution has been committed. */
  launch(execution: Execution, frame: Frame): void;
  /** Sets the timer for what a frame holds for. */
  arm(execution: Execution, frame: Frame): void;
  /** Starts or finds a nested execution, by name. */
  startNested(tenant: TenantId, workflow: string, name: string, input: unknown): Promise<Nested>;
  /** Resolves when the execution has ended. */
  whenEnded(tenant: TenantId, id: string): Promise<Nested>;
  stopNested(tenant: TenantId, id: string, cause: string): void;
  /** The execution has ended and is on disk. */
  ended(execution: Execution): void;
}

/** The frame that is being moved, with the state it is in. */
export interface Site<S extends State = State> {
  readonly machinery: Machinery;
  readonly execution: Execution;
  readonly frame: Frame;
  readonly state: S;
  readonly jsonata: boolean;
}

/** The state is done: its output, what it assigned, and the next state (none at the end of a machine). */
export interface Exit {
  kind: 'exit';
  output: Json;
  assigned?: Json;
  next: string | undefined;
}

/** What a state does next: it is done, or it holds; then `apply` changes the frame, in one go. */
export type Move = Exit | { kind: 'hold'; apply: () => void };
