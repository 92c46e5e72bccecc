import type { Json } from '#local/asl/json.ts';

/** Names that AWS gives to errors of its own. */
export const STATES = {
  runtime: 'States.Runtime',
  query: 'States.QueryEvaluationError',
  dataLimit: 'States.DataLimitExceeded',
  intrinsic: 'States.IntrinsicFailure',
  resultPath: 'States.ResultPathMatchFailure',
  parameterPath: 'States.ParameterPathFailure',
  timeout: 'States.Timeout',
  heartbeat: 'States.HeartbeatTimeout',
  taskFailed: 'States.TaskFailed',
  toleratedFailures: 'States.ExceedToleratedFailureThreshold',
  all: 'States.ALL',
} as const;

/** What went wrong in a state, as it travels through `Retry` and `Catch`. A `Fail` state may leave both unsaid. */
export interface Failure {
  error?: string;
  cause?: string;
}

/** A failure of a state, thrown while the state is evaluated. */
export class StateFailure extends Error {
  readonly failure: Failure;
  /** Set where AWS writes an `EvaluationFailed` event; the field, or empty for the state as a whole. */
  readonly location: string | undefined;
  /** Whether AWS puts "An error occurred while executing the state …" before the cause. */
  readonly inState: boolean;

  constructor(failure: Failure, options: { inState?: boolean; location?: string } = {}) {
    super(failure.cause ?? failure.error ?? 'failed');
    this.failure = failure;
    this.inState = options.inState ?? false;
    this.location = options.location;
  }
}

/** A fault of the definition or its data that AWS lets nobody catch. */
export function runtimeFailure(cause: string): StateFailure {
  return new StateFailure({ error: STATES.runtime, cause }, { inState: true });
}

/** A JSONata expression that gave no usable value; `location` is the field, empty for the state as a whole. */
export function queryFailure(cause: string, location: string): StateFailure {
  return new StateFailure({ error: STATES.query, cause }, { inState: true, location });
}

/** Throws `States.DataLimitExceeded` when the data of `place` (a state or a resource) are over 256 KiB. */
export function withinLimit(data: Json, place: string): Json {
  if (!data.tooLarge) return data;
  const cause = `The state/task '${place}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  throw new StateFailure({ error: STATES.dataLimit, cause });
}

/** The cause text with AWS's preface, which names the state and the event at which it was entered. */
export function prefaced(cause: string, state: string, enteredEvent: number): string {
  return `An error occurred while executing the state '${state}' (entered at the event id #${enteredEvent}). ${cause}`;
}
