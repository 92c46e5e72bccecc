import { abortFrames } from '#local/asl/abort.ts';
import type { StateOf } from '#local/asl/definition/schema.ts';
import type { Execution } from '#local/asl/execution.ts';
import { type Failure, STATES, StateFailure } from '#local/asl/failure.ts';
import { type Branches, type Frame, newFrame } from '#local/asl/frame.ts';
import type { Json } from '#local/asl/json.ts';
import type { Machinery, Site } from '#local/asl/machinery.ts';
import { siteOf } from '#local/asl/site.ts';
import { iterationInput } from '#local/asl/states/map.ts';

/** Starts branches of a frame until as many run as may; ends the frame's state when there is nothing left to run. */
export async function startBranches(machinery: Machinery, execution: Execution, frame: Frame): Promise<void> {
  const { branches } = frame;
  if (branches === undefined || branches.starting) return;
  branches.starting = true;
  try {
    while (execution.live(frame) && frame.phase === 'branches' && frame.branches === branches) {
      const index = nextIndex(branches);
      if (index === undefined) break;
      const input = await inputOf(machinery, execution, frame, index);
      if (!execution.live(frame) || frame.phase !== 'branches' || frame.branches !== branches) return;
      startBranch(machinery, execution, frame, index, input);
    }
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    if (execution.live(frame) && frame.branches === branches)
      failBranches(machinery, execution, frame, error);
    return;
  } finally {
    branches.starting = false;
  }
  if (execution.live(frame) && branches.results.size === branches.total)
    allEnded(machinery, execution, frame);
}

function nextIndex(branches: Branches): number | undefined {
  if (branches.running.size >= branches.concurrency) return undefined;
  while (branches.results.has(branches.cursor) || branches.running.has(branches.cursor)) branches.cursor++;
  return branches.cursor < branches.total ? branches.cursor : undefined;
}

async function inputOf(
  machinery: Machinery,
  execution: Execution,
  frame: Frame,
  index: number,
): Promise<Json> {
  const site = siteOf(machinery, execution, frame);
  return site.state.Type === 'Map'
    ? iterationInput(site as Site<StateOf<'Map'>>, index)
    : (frame.args ?? frame.input);
}

function startBranch(
  machinery: Machinery,
  execution: Execution,
  frame: Frame,
  index: number,
  input: Json,
): void {
  const { branches } = frame;
  if (branches === undefined) return;
  const state = execution.stateOf(frame);
  const id = execution.nextFrameId();
  let { lastEvent } = frame;
  if (state.Type === 'Map' && !branches.distributed) {
    lastEvent = execution.append(frame, machinery.clock.now(), lastEvent, 'MapIterationStarted', [
      'mapIterationStartedEventDetails',
      { name: frame.state, index },
    ]);
  }
  const variables = branches.distributed ? {} : frame.variables;
  const child = newFrame({
    id,
    parent: frame.id,
    index,
    machine: machineOf(execution, frame, index),
    silent: frame.silent || branches.distributed,
    input,
    variables,
    lastEvent,
  });
  branches.running.add(index);
  execution.add(child);
  machinery.drive(execution, child);
}

/** The machine that a branch of this frame runs. */
export function machineOf(execution: Execution, frame: Frame, index: number) {
  const state = execution.stateOf(frame);
  const machine =
    state.Type === 'Parallel'
      ? state.Branches[index]
      : state.Type === 'Map'
        ? (state.ItemProcessor ?? state.Iterator)
        : undefined;
  if (machine === undefined) throw new Error(`state '${frame.state}' has no branch ${index}`);
  return machine;
}

/** A branch has come to its end with an output. */
export function branchEnded(machinery: Machinery, execution: Execution, child: Frame, output: Json): void {
  const frame = execution.frames.get(child.parent);
  if (frame?.branches === undefined) return;
  iterationEvent(machinery, execution, frame, child, 'Succeeded');
  close(machinery, execution, frame, child, output);
}

/** A branch has failed and nothing within it caught that: the state is left with it, or fails as a whole. */
export function branchFailed(
  machinery: Machinery,
  execution: Execution,
  child: Frame,
  failure: Failure,
): void {
  const frame = execution.frames.get(child.parent);
  if (frame?.branches === undefined) return;
  const before = frame.branches.distributed ? frame.lastEvent : child.lastEvent;
  if (failure.error !== STATES.runtime) iterationEvent(machinery, execution, frame, child, 'Failed');
  if (borne(frame.branches)) {
    close(machinery, execution, frame, child, null);
    return;
  }
  frame.lastEvent = before;
  child.stopped = true;
  failBranches(machinery, execution, frame, exceeded(frame.branches) ?? new StateFailure(failure));
}

function iterationEvent(
  machinery: Machinery,
  execution: Execution,
  frame: Frame,
  child: Frame,
  outcome: string,
): void {
  const { branches } = frame;
  if (branches === undefined || branches.distributed) return;
  frame.lastEvent = child.lastEvent;
  if (branches.items === undefined) return;
  const event = execution.append(frame, machinery.clock.now(), child.lastEvent, `MapIteration${outcome}`, [
    `mapIteration${outcome}EventDetails`,
    { name: frame.state, index: child.index },
  ]);
  const last = branches.results.size + 1 === branches.total;
  if (last) frame.lastEvent = event;
}

function close(
  machinery: Machinery,
  execution: Execution,
  frame: Frame,
  child: Frame,
  result: Json | null,
): void {
  frame.branches?.running.delete(child.index);
  execution.addResult(frame, child.index, result);
  execution.remove(child);
  machinery.startBranches(execution, frame);
}

/** Whether one more failed item is within `ToleratedFailureCount` or `ToleratedFailurePercentage`. */
function borne({ tolerance, results, total }: Branches): boolean {
  const failed = [...results.values()].filter((result) => result === null).length + 1;
  const { count, percentage } = tolerance ?? {};
  if (count === undefined && percentage === undefined) return false;
  if (count !== undefined && failed > count) return false;
  return percentage === undefined || (failed / total) * 100 <= percentage;
}

function exceeded({ tolerance }: Branches): StateFailure | undefined {
  const { count, percentage } = tolerance ?? {};
  if (!count && !percentage) return undefined;
  return new StateFailure({
    error: STATES.toleratedFailures,
    cause: 'The specified tolerated failure threshold was exceeded',
  });
}

/** Fails the state of a frame for all its branches: those that still run are cut off. */
function failBranches(machinery: Machinery, execution: Execution, frame: Frame, thrown: StateFailure): void {
  const { lastEvent } = frame;
  abortFrames(machinery, execution, execution.childrenOf(frame));
  frame.lastEvent = lastEvent;
  if (frame.branches?.distributed) {
    frame.lastEvent = execution.append(frame, machinery.clock.now(), lastEvent, 'MapRunFailed', [
      'mapRunFailedEventDetails',
      thrown.failure,
    ]);
  }
  const { failure, inState, location } = thrown;
  frame.answer = { failure, inState, ...(location === undefined ? {} : { location }) };
  frame.phase = 'answered';
  execution.changed(frame);
  machinery.drive(execution, frame);
}

function allEnded(machinery: Machinery, execution: Execution, frame: Frame): void {
  if (frame.phase !== 'branches') return;
  const at = machinery.clock.now();
  const { Type } = execution.stateOf(frame);
  if (frame.branches?.distributed)
    frame.lastEvent = execution.append(frame, at, frame.lastEvent, 'MapRunSucceeded');
  execution.append(frame, at, frame.lastEvent, `${Type}StateSucceeded`);
  frame.phase = 'answered';
  execution.changed(frame);
  machinery.drive(execution, frame);
}
