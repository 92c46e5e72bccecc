import { stopNested } from '#local/asl/abort.ts';
import type { StateOf } from '#local/asl/definition/schema.ts';
import type { Execution } from '#local/asl/execution.ts';
import { STATES, type StateFailure, withinLimit } from '#local/asl/failure.ts';
import { type Answer, type Frame, release } from '#local/asl/frame.ts';
import type { Machinery, Site } from '#local/asl/machinery.ts';
import { siteOf } from '#local/asl/site.ts';
import { resourceOf } from '#local/asl/states/task.ts';
import { call, failureFrom } from '#local/asl/tasks/call.ts';
import { failureDetails, outputDetails, taskEvent } from '#local/asl/tasks/events.ts';
import { startNested } from '#local/asl/tasks/nested.ts';
import type { Resource } from '#local/asl/tasks/resource.ts';

/** Makes the call of a task once it is on disk that it is being made; again after a restart, with the same arguments. */
export async function runTask(machinery: Machinery, execution: Execution, frame: Frame): Promise<void> {
  await machinery.commit(execution);
  if (!execution.live(frame) || frame.phase !== 'task' || frame.abort !== undefined) return;
  const site = siteOf(machinery, execution, frame) as Site<StateOf<'Task'>>;
  const resource = resourceOf(site.state);
  const abort = new AbortController();
  frame.abort = abort;
  machinery.arm(execution, frame);
  let answer: Answer;
  try {
    answer = { result: await outcome(site, resource, abort.signal) };
  } catch (error) {
    answer = { failure: failureFrom(error) };
  }
  if (frame.abort !== abort) return;
  frame.abort = undefined;
  if (resource.pattern === 'token' && 'result' in answer) park(site, resource, answer);
  else machinery.settle(execution, frame, answer);
}

async function outcome(site: Site, resource: Resource, signal: AbortSignal) {
  if (resource.service === 'states') return startNested(site, resource);
  if (resource.pattern === 'sync') taskEvent(site, resource, 'Submitted', {});
  return call(site, resource, site.frame.args?.value, signal);
}

/** The call is made; now the task holds until its token comes back. */
function park(site: Site, resource: Resource, answer: Extract<Answer, { result: unknown }>): void {
  const { execution, frame, machinery } = site;
  if (!execution.live(frame) || frame.phase !== 'task') return;
  taskEvent(site, resource, 'Submitted', outputDetails(answer.result));
  frame.phase = 'parked';
  execution.changed(frame);
  void machinery.commit(execution);
}

/**
 * Works the answer to a task in, in one go; the frame then goes on. False when nobody waits for it: the task was
 * answered already, ran out of time, or was cut off.
 */
export function settle(
  machinery: Machinery,
  execution: Execution,
  frame: Frame,
  given: Answer,
  timedOut = false,
): boolean {
  if (!execution.live(frame) || (frame.phase !== 'task' && frame.phase !== 'parked')) return false;
  const site = siteOf(machinery, execution, frame) as Site<StateOf<'Task'>>;
  const resource = resourceOf(site.state);
  const answer = limited(given, resource);
  if ('failure' in answer) {
    if (timedOut) stopNested(machinery, execution, frame);
    taskEvent(site, resource, timedOut ? 'TimedOut' : 'Failed', failureDetails(answer.failure));
  } else taskEvent(site, resource, 'Succeeded', outputDetails(answer.result));
  release(frame);
  frame.answer = answer;
  frame.phase = 'answered';
  execution.changed(frame);
  machinery.drive(execution, frame);
  return true;
}

function limited(answer: Answer, resource: Resource): Answer {
  if ('failure' in answer) return answer;
  try {
    withinLimit(answer.result, resource.functionName ?? `${resource.service}:${resource.action}`);
    return answer;
  } catch (error) {
    return { failure: (error as StateFailure).failure };
  }
}

/** What a timer of a frame has come to, by what the frame holds for. */
export function comeDue(machinery: Machinery, execution: Execution, frame: Frame): void {
  if (!execution.live(frame)) return;
  if (frame.phase === 'waiting' || frame.phase === 'retrying') {
    frame.phase = frame.phase === 'waiting' ? 'due' : 'entered';
    frame.due = undefined;
    execution.changed(frame);
    machinery.drive(execution, frame);
  } else if (frame.phase === 'task' || frame.phase === 'parked') {
    const late = (frame.due ?? 0) <= (frame.heartbeat?.due ?? Infinity);
    const failure = { error: late ? STATES.timeout : STATES.heartbeat };
    machinery.settle(execution, frame, { failure }, true);
  }
}
