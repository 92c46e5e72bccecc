import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isPassedOver } from '#shared/brief/read-dropped-file.ts';

/** A file as its folder tells of it. */
export interface ListedFile {
  /** Path below the folder, with `/` between its parts. */
  path: string;
  bytes: number;
  /** Epoch ms, with fractions. */
  writtenAt: number;
}

/** Every plain file below a folder, by name; hidden and temporary ones are passed over and links are not followed. */
export async function listFiles(folder: string, below = ''): Promise<ListedFile[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const found: ListedFile[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (isPassedOver(entry.name)) continue;
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) found.push(...(await listFiles(folder, path).catch(gone)));
    else if (entry.isFile()) {
      const stats = await lstat(join(folder, path)).catch(() => undefined);
      if (stats?.isFile()) found.push({ path, bytes: stats.size, writtenAt: stats.mtimeMs });
    }
  }
  return found;
}

/** Taken away while it was being looked at. */
function gone(): ListedFile[] {
  return [];
}
