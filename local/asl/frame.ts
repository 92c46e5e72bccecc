import type { States } from '#local/asl/definition/schema.ts';
import type { Failure } from '#local/asl/failure.ts';
import type { Json } from '#local/asl/json.ts';
import type { Variables } from '#local/asl/query/scope.ts';

/**
 * Where a frame stands in its state: about to enter; entered; holding until a moment (`waiting`, `retrying`), which has
 * come (`due`); calling (`task`); called and holding for a token or an end (`parked`); holding for its branches; holding
 * a result or failure that is yet to be worked into an output (`answered`).
 */
type Phase =
  | 'ready'
  | 'entered'
  | 'waiting'
  | 'due'
  | 'retrying'
  | 'task'
  | 'parked'
  | 'branches'
  | 'answered';

/** Phases in which the next move is the engine's own. */
export const RUNNABLE: ReadonlySet<Phase> = new Set(['ready', 'entered', 'due', 'answered']);

/** What a task or a set of branches came to. */
export type Answer = { result: Json } | { failure: Failure; inState?: boolean; location?: string };

/** How many failed items a Map state bears. */
export interface Tolerance {
  count?: number;
  percentage?: number;
}

/** The branches of a Parallel state or the iterations of a Map state that are under way. */
export interface Branches {
  readonly total: number;
  /** How many may run at a time. */
  readonly concurrency: number;
  readonly distributed: boolean;
  readonly tolerance?: Tolerance;
  /** Items of a Map state; undefined for Parallel. */
  readonly items?: Json;
  /** By index; null for an item that failed and was borne. */
  readonly results: Map<number, Json | null>;
  /** Indexes that have a frame. */
  readonly running: Set<number>;
  /** Where to look for the next index to start. */
  cursor: number;
  /** Whether a start is being prepared, so that none is prepared twice. */
  starting: boolean;
}

/**
 * One thread of an execution: the machine itself, a branch of a Parallel state or an iteration of a Map state. All that
 * is needed to go on after a restart is in the fields above the line; those below are made anew.
 */
export interface Frame {
  readonly id: number;
  /** The frame whose state runs this one; 0 for the machine itself. */
  readonly parent: number;
  readonly index: number;
  state: string;
  phase: Phase;
  input: Json;
  /** Variables assigned within this frame, as data; undefined until the first. */
  own: Json | undefined;
  /** The `…StateEntered` event, the event before it, and its time (epoch ms). */
  entered: { event: number; previous: number; at: number };
  lastEvent: number;
  /** Retries done, by retrier. */
  retries: number[];
  /** `$states.context.State.RetryCount` */
  attempts: number;
  /** Epoch ms at which a wait, a pause before a retry or the time of a task ends. */
  due: number | undefined;
  heartbeat: { seconds: number; due: number } | undefined;
  token: string | undefined;
  /** Evaluated arguments of a task, kept so that a repeated call is the same call. */
  args: Json | undefined;
  /** The nested execution that the task started. */
  child: string | undefined;
  answer: Answer | undefined;
  branches: Branches | undefined;

  // ------------------------------------------------------------------
  readonly machine: States;
  /** Whether its events are left out of the history: it runs within a distributed map. */
  readonly silent: boolean;
  /** Every variable that this frame can see. */
  variables: Variables;
  driving: boolean;
  /** Set when an answer can no longer reach it: its parent failed or the execution ended. */
  stopped: boolean;
  abort: AbortController | undefined;
  cancelTimer: (() => void) | undefined;
}

/** A frame that is about to enter the first state of its machine. */
export function newFrame(start: {
  id: number;
  parent: number;
  index: number;
  machine: States;
  silent: boolean;
  input: Json;
  variables: Variables;
  lastEvent: number;
}): Frame {
  return {
    ...start,
    state: start.machine.StartAt,
    phase: 'ready',
    own: undefined,
    entered: { event: 0, previous: 0, at: 0 },
    retries: [],
    attempts: 0,
    due: undefined,
    heartbeat: undefined,
    token: undefined,
    args: undefined,
    child: undefined,
    answer: undefined,
    branches: undefined,
    driving: false,
    stopped: false,
    abort: undefined,
    cancelTimer: undefined,
  };
}

/** Forgets what belonged to one attempt at a state: call, timers, token, branches. */
export function clearAttempt(frame: Frame): void {
  frame.due = undefined;
  frame.heartbeat = undefined;
  frame.token = undefined;
  frame.args = undefined;
  frame.child = undefined;
  frame.answer = undefined;
  frame.branches = undefined;
}

/** Takes away what holds a frame in this process: timer and running call. */
export function release(frame: Frame): void {
  frame.cancelTimer?.();
  frame.cancelTimer = undefined;
  frame.abort?.abort();
  frame.abort = undefined;
}
