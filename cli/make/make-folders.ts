import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing, one by one. Node's own recursive way never ends where the system says
 * that a folder is missing and cannot be made, as `/proc` does.
 */
export async function makeFolders(path: string): Promise<void> {
  const missing: string[] = [];
  for (let folder = path; !(await exists(folder)); folder = dirname(folder)) missing.unshift(folder);
  for (const folder of missing) await mkdir(folder);
}

/** A file in the place of a folder counts as there: making what is below it then fails with its own error. */
async function exists(path: string): Promise<boolean> {
  if (dirname(path) === path) return true;
  return await stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
}
