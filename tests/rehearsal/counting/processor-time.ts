import { readFileSync } from 'node:fs';

/** Length of a tick of the kernel's clock for processes, in ms: 100 a second on every Linux there is (`getconf CLK_TCK`). */
const TICK_MS = 10;

/**
 * Processor time of a process and of the children that it has waited for, since its start, in ms; from `/proc`, see
 * proc_pid_stat(5). 0 when the process has gone.
 */
export function processorMs(pid: number | undefined): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name, in brackets, and may have blanks: utime is the twelfth behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index] ?? 0), 0) * TICK_MS;
  } catch {
    return 0;
  }
}
