import { branchFailed } from '#local/asl/branches.ts';
import { concludeCaught } from '#local/asl/data-flow.ts';
import type { Catcher, Retrier } from '#local/asl/definition/schema.ts';
import { endExecution } from '#local/asl/end-execution.ts';
import { type Failure, prefaced, STATES, StateFailure } from '#local/asl/failure.ts';
import { clearAttempt, release } from '#local/asl/frame.ts';
import { Json } from '#local/asl/json.ts';
import type { Exit, Site } from '#local/asl/machinery.ts';
import { findRule, retryDelay } from '#local/asl/retry.ts';

/**
 * Answers the failure of a state: tries again later, or gives the exit to the state that catches it, or lets the
 * failure go up to the state around, at last to the execution.
 */
export async function handleFailure(site: Site, thrown: StateFailure): Promise<Exit | undefined> {
  const { execution, frame } = site;
  const failure = tell(site, thrown);
  if (retryLater(site, failure)) return undefined;
  const { Type } = site.state;
  if ((Type === 'Map' || Type === 'Parallel') && failure.error !== STATES.runtime) {
    frame.lastEvent = append(site, `${Type}StateFailed`);
  }
  const { Catch } = site.state as { Catch?: Catcher[] };
  const catcher = Catch?.[findRule(Catch, failure.error)];
  if (catcher !== undefined) {
    try {
      return await concludeCaught(site, catcher, errorOutput(failure));
    } catch (error) {
      if (!(error instanceof StateFailure)) throw error;
      if (execution.live(frame)) giveUp(site, tell(site, error));
      return undefined;
    }
  }
  giveUp(site, failure);
  return undefined;
}

/** The failure with AWS's preface; writes `EvaluationFailed` where AWS does. */
function tell(site: Site, thrown: StateFailure): Failure {
  const { frame } = site;
  const { location, inState, failure } = thrown;
  if (!inState) return failure;
  const cause = prefaced(failure.cause ?? '', frame.state, frame.entered.event);
  if (location !== undefined) {
    const details = { ...failure, cause, state: frame.state, ...(location === '' ? {} : { location }) };
    frame.lastEvent = append(site, 'EvaluationFailed', details, frame.entered.previous);
  }
  return { ...failure, cause };
}

function append(site: Site, type: string, details?: object, previous = site.frame.lastEvent): number {
  const { execution, machinery } = site;
  const kind = 'evaluationFailedEventDetails';
  return execution.append(
    site.frame,
    machinery.clock.now(),
    previous,
    type,
    details === undefined ? undefined : [kind, details],
  );
}

function retryLater(site: Site, failure: Failure): boolean {
  const { execution, frame, machinery } = site;
  const { Retry } = site.state as { Retry?: Retrier[] };
  const index = findRule(Retry, failure.error);
  const retrier = Retry?.[index];
  if (retrier === undefined) return false;
  const done = frame.retries[index] ?? 0;
  const delay = retryDelay(retrier, done, { next: machinery.functions.random });
  if (delay === undefined) return false;
  execution.removeBranches(frame);
  release(frame);
  clearAttempt(frame);
  frame.retries = Array.from({ length: Retry?.length ?? 0 }, (_, at) => frame.retries[at] ?? 0);
  frame.retries[index] = done + 1;
  frame.attempts += 1;
  frame.phase = 'retrying';
  frame.due = machinery.clock.now() + delay;
  execution.changed(frame);
  void machinery.commit(execution);
  machinery.arm(execution, frame);
  return true;
}

function errorOutput({ error, cause }: Failure): Json {
  return Json.of({ Error: error, Cause: cause });
}

function giveUp(site: Site, failure: Failure): void {
  const { execution, frame, machinery } = site;
  if (frame.parent !== 0) branchFailed(machinery, execution, frame, failure);
  else endExecution(machinery, execution, { status: 'FAILED', ...failure }, frame.lastEvent);
}
