import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseTiming, type Timing } from '#local/schedule/timing.ts';
import { describeIssues } from '#shared/brief/describe-issues.ts';
import { Schedule } from '#shared/domain/schedule.ts';
import { AppError, toAppError } from '#shared/errors.ts';

/** A schedule and when it is due. */
export interface TimedSchedule {
  schedule: Schedule;
  timing: Timing;
}

/**
 * Reads every `.yaml`, `.yml` and `.json` file of a folder, each one schedule, in the order of their names. Throws
 * `CONFIG_INVALID` with every file that cannot be used and why; without the folder there are none.
 */
export async function readSchedules(folder: string): Promise<TimedSchedule[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [] as string[];
    throw unusable([`${folder}: it is no folder that can be read`], error);
  });
  const files = names.filter((name) => /^[^.].*\.(ya?ml|json)$/i.test(name)).sort();
  const found: TimedSchedule[] = [];
  const owners = new Map<string, string>();
  const problems: string[] = [];
  for (const file of files) {
    const read = await readSchedule(join(folder, file));
    const owner = typeof read === 'string' ? undefined : owners.get(read.schedule.name);
    if (typeof read === 'string') problems.push(`${join(folder, file)}: ${read}`);
    else if (owner)
      problems.push(`${join(folder, file)}: ${owner} has the name ${read.schedule.name} already`);
    else {
      owners.set(read.schedule.name, file);
      found.push(read);
    }
  }
  if (problems.length > 0) throw unusable(problems);
  return found;
}

/** The schedule of a file, or what is wrong with it. */
async function readSchedule(path: string): Promise<TimedSchedule | string> {
  let content: unknown;
  try {
    content = parse(await readFile(path, 'utf8'));
  } catch (error) {
    const [line = ''] = (error as Error).message.split('\n');
    return `it cannot be read: ${line.replace(/[.:]$/, '')}`;
  }
  const parsed = Schedule.safeParse(content);
  if (!parsed.success) return describeIssues(parsed.error);
  try {
    return { schedule: parsed.data, timing: parseTiming(parsed.data) };
  } catch (error) {
    return toAppError(error).message.replace(/\.$/, '');
  }
}

function unusable(problems: readonly string[], cause?: unknown): AppError {
  const one = problems.length === 1;
  return new AppError(
    'CONFIG_INVALID',
    `${one ? 'A schedule' : `${problems.length} schedules`} cannot be used. ${problems.join('. ')}.`,
    {
      hint: `Correct ${one ? 'the file' : 'the files'}, or move ${one ? 'it' : 'them'} out of the folder of schedules; docs/guides/serve.md has the expressions.`,
      cause,
    },
  );
}
