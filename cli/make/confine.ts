import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { AppError } from '#shared/errors.ts';

/** A folder that is to be read; `within` when a brief named it, so that no link in it may lead out of the brief's folder. */
export interface InputFolder {
  path: string;
  within?: string;
}

/** Whether the path exists and is the folder or below it; a symbolic link counts as what it leads to. */
export async function liesWithin(folder: string, path: string): Promise<boolean> {
  try {
    const away = relative(await realpath(folder), await realpath(path));
    return away !== '..' && !away.startsWith(`..${sep}`) && !isAbsolute(away);
  } catch {
    return false;
  }
}

/**
 * The path that a brief gives for `key`, seen from the brief's own folder. A brief may come from anybody, so it reaches
 * nothing outside that folder: throws `BRIEF_INVALID`.
 */
export async function pathInBrief(folder: string, given: string, key: string): Promise<string> {
  const path = resolve(folder, given);
  if (await liesWithin(folder, path)) return path;
  throw new AppError('BRIEF_INVALID', `The brief names ${key}: ${given}, which is not in its folder.`, {
    hint: `What a brief names lies beside it or below; anything else is given as a flag, such as --images <folder>.`,
  });
}

/** Throws `BRIEF_INVALID` for a file of the folder that is a link to somewhere it may not lead. */
export async function stayWithin(
  { within }: InputFolder,
  files: readonly { name: string; path: string }[],
): Promise<void> {
  if (within === undefined) return;
  for (const { name, path } of files) {
    if (await liesWithin(within, path)) continue;
    throw new AppError('BRIEF_INVALID', `The file ${name} leads out of the folder of the brief.`, {
      hint: 'Put a copy of it there instead of a link, or give its folder on the command line.',
    });
  }
}
