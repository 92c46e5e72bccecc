import { readFile } from 'node:fs/promises';

/** Clock ticks in a second, fixed at 100 on Linux (`getconf CLK_TCK`). */
const TICKS = 100;

/**
 * CPU seconds that this process and its ended children have used so far, user and system. Node tells only of itself, so
 * this reads fields 14 to 17 of `/proc/self/stat` (proc(5)): utime, stime, cutime, cstime. Linux only.
 */
export async function cpuSeconds(): Promise<number> {
  const stat = await readFile('/proc/self/stat', 'latin1');
  // The name of the program, field 2, may hold blanks; it ends with the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS;
}

/** CPU seconds of some work. */
export async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = await cpuSeconds();
  await work();
  return (await cpuSeconds()) - before;
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] as number) + (sorted[Math.floor(middle)] as number)) / 2;
}
