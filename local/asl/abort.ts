import type { Execution } from '#local/asl/execution.ts';
import { type Frame, release } from '#local/asl/frame.ts';
import type { Machinery } from '#local/asl/machinery.ts';

/** States for which AWS writes an event when they are cut off. */
const TOLD = new Set(['Task', 'Wait', 'Parallel', 'Map']);

/**
 * Cuts frames off, innermost first: their calls are aborted, nested executions stopped, and nothing reaches them any
 * more. They stay in place for a retry, a catch or a redrive to decide on. Gives the last event.
 */
export function abortFrames(machinery: Machinery, execution: Execution, frames: readonly Frame[]): number {
  let last = execution.nextEvent - 1;
  for (const frame of frames) {
    if (frame.stopped) continue;
    abortFrames(machinery, execution, execution.childrenOf(frame));
    last = abortFrame(machinery, execution, frame);
  }
  return last;
}

function abortFrame(machinery: Machinery, execution: Execution, frame: Frame): number {
  const at = machinery.clock.now();
  const { Type } = execution.stateOf(frame);
  if (frame.phase !== 'ready' && TOLD.has(Type)) {
    frame.lastEvent = execution.append(frame, at, frame.lastEvent, `${Type}StateAborted`);
  }
  stopNested(machinery, execution, frame);
  release(frame);
  frame.stopped = true;
  const parent = execution.frames.get(frame.parent);
  if (parent !== undefined && execution.stateOf(parent).Type === 'Map' && !parent.branches?.distributed) {
    execution.append(parent, at, frame.lastEvent, 'MapIterationAborted', [
      'mapIterationAbortedEventDetails',
      { name: parent.state, index: frame.index },
    ]);
  }
  return execution.nextEvent - 1;
}

/** Stops the nested execution that a frame waits for. */
export function stopNested(machinery: Machinery, execution: Execution, frame: Frame): void {
  if (frame.child === undefined || frame.token !== undefined) return;
  const cause = `The Task state in AWS Step Functions execution [${execution.header.id}] which was managing this resource was aborted`;
  machinery.stopNested(execution.header.tenant, frame.child, cause);
}
