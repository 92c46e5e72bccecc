import { branchEnded } from '#local/asl/branches.ts';
import { passOn } from '#local/asl/data-flow.ts';
import type { State, StateOf } from '#local/asl/definition/schema.ts';
import { endExecution } from '#local/asl/end-execution.ts';
import type { Execution } from '#local/asl/execution.ts';
import { StateFailure } from '#local/asl/failure.ts';
import { clearAttempt, type Frame, RUNNABLE, release } from '#local/asl/frame.ts';
import { handleFailure } from '#local/asl/handle-failure.ts';
import { Json } from '#local/asl/json.ts';
import type { Exit, Machinery, Move, Site } from '#local/asl/machinery.ts';
import { siteOf } from '#local/asl/site.ts';
import { choice } from '#local/asl/states/choice.ts';
import { fail } from '#local/asl/states/fail.ts';
import { map } from '#local/asl/states/map.ts';
import { parallel } from '#local/asl/states/parallel.ts';
import { pass } from '#local/asl/states/pass.ts';
import { task } from '#local/asl/states/task.ts';
import { wait } from '#local/asl/states/wait.ts';

type Behaviours = { [T in State['Type']]: (site: Site<StateOf<T>>) => Promise<Move> };

const BEHAVIOURS: Behaviours = {
  Pass: pass,
  Task: task,
  Choice: choice,
  Wait: wait,
  Succeed: (site) => passOn(site, undefined),
  Fail: fail,
  Parallel: parallel,
  Map: map,
};

/**
 * A chain of states that reach nothing outside is one durable write; a longer one is written, and lets others have the
 * event loop, after so many.
 */
const MOVES_PER_COMMIT = 32;

/** Moves a frame on until it holds for something, ends, or is stopped. */
export async function drive(machinery: Machinery, execution: Execution, frame: Frame): Promise<void> {
  if (frame.driving) return;
  frame.driving = true;
  try {
    for (let moves = 1; execution.live(frame) && RUNNABLE.has(frame.phase); moves++) {
      if (moves % MOVES_PER_COMMIT === 0) await machinery.commit(execution);
      else await move(machinery, execution, frame);
      if (execution.overflowed && execution.running) endOverflowed(machinery, execution);
    }
  } finally {
    frame.driving = false;
  }
}

async function move(machinery: Machinery, execution: Execution, frame: Frame): Promise<void> {
  if (frame.phase === 'ready') enter(machinery, execution, frame);
  const site = siteOf(machinery, execution, frame);
  try {
    const behaviour = BEHAVIOURS[site.state.Type] as (site: Site) => Promise<Move>;
    const next = await behaviour(site);
    if (!execution.live(frame)) return;
    if (next.kind === 'hold') next.apply();
    else exit(site, next);
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    if (!execution.live(frame)) return;
    const caught = await handleFailure(site, error);
    if (caught !== undefined && execution.live(frame)) exit(site, caught);
  }
}

function enter(machinery: Machinery, execution: Execution, frame: Frame): void {
  const at = machinery.clock.now();
  const previous = frame.lastEvent;
  const { Type } = execution.stateOf(frame);
  const details = { name: frame.state, input: frame.input.text, inputDetails: { truncated: false } };
  const event = execution.append(frame, at, previous, `${Type}StateEntered`, [
    'stateEnteredEventDetails',
    details,
  ]);
  frame.lastEvent = event;
  frame.entered = { event, previous, at };
  frame.phase = 'entered';
  frame.attempts = 0;
  frame.retries = [];
  execution.changed(frame);
}

/** Leaves the state and gets ready for the next one, or ends the frame. */
function exit(site: Site, { output, assigned, next }: Exit): void {
  const { machinery, execution, frame, state } = site;
  const details = {
    name: frame.state,
    output: output.text,
    outputDetails: { truncated: false },
    ...(assigned === undefined ? {} : assignedDetails(assigned)),
  };
  frame.lastEvent = execution.append(
    frame,
    machinery.clock.now(),
    frame.lastEvent,
    `${state.Type}StateExited`,
    ['stateExitedEventDetails', details],
  );
  release(frame);
  if (frame.branches !== undefined) execution.removeBranches(frame);
  clearAttempt(frame);
  frame.input = output;
  if (assigned !== undefined) {
    frame.own = Json.of({ ...(frame.own?.value as object | undefined), ...(assigned.value as object) });
    frame.variables = { ...frame.variables, ...(assigned.value as object) };
  }
  if (next !== undefined) {
    frame.state = next;
    frame.phase = 'ready';
    execution.changed(frame);
  } else if (frame.parent !== 0) branchEnded(machinery, execution, frame, output);
  else endExecution(machinery, execution, { status: 'SUCCEEDED', output }, frame.lastEvent);
}

function assignedDetails(assigned: Json): object {
  const values = Object.entries(assigned.value as object);
  return {
    assignedVariables: Object.fromEntries(values.map(([name, value]) => [name, JSON.stringify(value)])),
    assignedVariablesDetails: { truncated: false },
  };
}

function endOverflowed(machinery: Machinery, execution: Execution): void {
  const cause = 'The execution reached the maximum number of history events (25000).';
  const ending = { status: 'FAILED', error: 'States.Runtime', cause } as const;
  endExecution(machinery, execution, ending, execution.nextEvent - 1);
}
