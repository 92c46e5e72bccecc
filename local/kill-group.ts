import type { ChildProcess } from 'node:child_process';

/** Kills a child that leads a process group, with all that it started; does nothing when they are gone. */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // No such group: the child is gone, or the system (Windows) has no groups.
    child.kill('SIGKILL');
  }
}
