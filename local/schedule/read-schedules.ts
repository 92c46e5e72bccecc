import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { parseTiming, type Timing } from '#local/schedule/timing.ts';
import { Schedule } from '#shared/domain/schedule.ts';
import { AppError, toAppError } from '#shared/errors.ts';

/** A schedule and when it is due. */
export interface TimedSchedule {
  schedule: Schedule;
  timing: Timing;
}

/**
 * Reads every `.yaml`, `.yml` and `.json` file of a folder, each one schedule, in the order of their names. Throws
 * `CONFIG_INVALID` with the file that cannot be used, or when two have one name; without the folder there are none.
 */
export async function readSchedules(folder: string): Promise<TimedSchedule[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [] as string[];
    throw unusable(folder, 'it is no folder that can be read', error);
  });
  const files = names.filter((name) => /^[^.].*\.(ya?ml|json)$/i.test(name)).sort();
  const found = await Promise.all(files.map((file) => readSchedule(join(folder, file))));
  for (const [at, { schedule }] of found.entries()) {
    const first = found.findIndex((other) => other.schedule.name === schedule.name);
    if (first === at) continue;
    throw unusable(join(folder, files[at] ?? ''), `${files[first]} has the name ${schedule.name} already`);
  }
  return found;
}

async function readSchedule(path: string): Promise<TimedSchedule> {
  let content: unknown;
  try {
    content = parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw unusable(path, `it cannot be read: ${(error as Error).message}`, error);
  }
  const parsed = Schedule.safeParse(content);
  if (!parsed.success) throw unusable(path, z.prettifyError(parsed.error), parsed.error);
  try {
    return { schedule: parsed.data, timing: parseTiming(parsed.data) };
  } catch (error) {
    throw unusable(path, toAppError(error).message, error);
  }
}

function unusable(path: string, why: string, cause?: unknown): AppError {
  return new AppError('CONFIG_INVALID', `The schedule ${path} cannot be used: ${why}`, {
    hint: 'Correct the file, or move it out of the folder of schedules.',
    cause,
  });
}
