import { abortFrames } from '#local/asl/abort.ts';
import type { Execution } from '#local/asl/execution.ts';
import type { Failure } from '#local/asl/failure.ts';
import { release } from '#local/asl/frame.ts';
import type { Json } from '#local/asl/json.ts';
import type { Machinery } from '#local/asl/machinery.ts';

/** How an execution ends. */
type Ending =
  | { status: 'SUCCEEDED'; output: Json }
  | ({ status: 'FAILED' | 'TIMED_OUT' | 'ABORTED' } & Failure);

const EVENTS = {
  SUCCEEDED: ['ExecutionSucceeded', 'executionSucceededEventDetails'],
  FAILED: ['ExecutionFailed', 'executionFailedEventDetails'],
  TIMED_OUT: ['ExecutionTimedOut', 'executionTimedOutEventDetails'],
  ABORTED: ['ExecutionAborted', 'executionAbortedEventDetails'],
} as const;

/**
 * Ends an execution, in one go, and commits. Its frames stay on disk unless it succeeded: a redrive goes on from them.
 */
export function endExecution(
  machinery: Machinery,
  execution: Execution,
  ending: Ending,
  previous: number,
): void {
  const now = machinery.clock.now();
  let last = previous;
  if (ending.status === 'TIMED_OUT' || ending.status === 'ABORTED') {
    last = abortFrames(machinery, execution, rootsOf(execution));
  }
  const [type, kind] = EVENTS[ending.status];
  execution.append(undefined, now, last, type, [kind, details(ending)]);
  execution.status = ending.status;
  if (ending.status === 'SUCCEEDED') execution.output = ending.output;
  else {
    execution.error = ending.error;
    execution.cause = ending.cause;
  }
  execution.stoppedAt = now;
  execution.cancelTimer?.();
  for (const frame of [...execution.frames.values()]) {
    frame.stopped = true;
    release(frame);
    if (ending.status === 'SUCCEEDED') execution.remove(frame);
  }
  execution.changedHeader();
  machinery.commit(execution).then(
    () => machinery.ended(execution),
    () => undefined,
  );
}

function rootsOf(execution: Execution) {
  return [...execution.frames.values()].filter((frame) => frame.parent === 0);
}

function details(ending: Ending): object {
  if (ending.status === 'SUCCEEDED') {
    return { output: ending.output.text, outputDetails: { truncated: false } };
  }
  const { error, cause } = ending;
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}
