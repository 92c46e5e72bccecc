import type { Execution } from '#local/asl/execution.ts';
import { clearAttempt, type Frame } from '#local/asl/frame.ts';
import type { Machinery } from '#local/asl/machinery.ts';

/** Sets an execution that was loaded in motion: every frame goes on from where its last commit left it. */
export function resume(machinery: Machinery, execution: Execution): void {
  for (const frame of [...execution.frames.values()]) {
    if (!execution.live(frame)) continue;
    switch (frame.phase) {
      case 'waiting':
      case 'retrying':
      case 'parked':
        machinery.arm(execution, frame);
        break;
      case 'task':
        machinery.launch(execution, frame);
        break;
      case 'branches':
        machinery.startBranches(execution, frame);
        break;
      default:
        machinery.drive(execution, frame);
    }
  }
}

/**
 * Makes an execution that failed ready to go on: states that did not succeed start anew with their inputs, with all
 * their retries; what succeeded within a Map or Parallel state is kept.
 */
export function rewind(execution: Execution): void {
  for (const frame of execution.frames.values()) {
    frame.stopped = false;
    frame.retries = [];
    frame.attempts = 0;
    if (frame.branches === undefined) rewindState(frame);
    else rewindBranches(execution, frame);
    execution.changed(frame);
  }
}

function rewindState(frame: Frame): void {
  clearAttempt(frame);
  if (frame.phase !== 'ready') frame.phase = 'entered';
}

function rewindBranches(execution: Execution, frame: Frame): void {
  const { branches } = frame;
  frame.answer = undefined;
  frame.phase = 'branches';
  for (const [index, result] of branches?.results ?? []) {
    if (result === null) execution.forgetResult(frame, index);
  }
}
