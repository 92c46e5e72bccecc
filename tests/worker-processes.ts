import { readdirSync, readFileSync } from 'node:fs';

/** Process ids of the pool's workers that this process has started, as Linux tells them. */
export function workerProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        // After the name in brackets: state, then the parent (proc_pid_stat(5)).
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        if (parent !== String(process.pid) || state === 'Z') return false;
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('worker-main.ts');
      } catch {
        return false;
      }
    })
    .map(Number);
}
