import { lstat, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { replaceFile, syncFolder } from '#local/files/durable.ts';
import { DeliveredFile } from '#shared/domain/package.ts';
import { faultPoint } from '#shared/engine/fault-points.ts';

const HIDDEN = '.reelwright-delivery';
const JOURNAL = 'journal.json';

/** A swap under way: names that come in, and names that stood there before and were put aside. */
const Swap = z.strictObject({
  version: z.literal(1),
  incoming: z.array(DeliveredFile.shape.name),
  aside: z.array(DeliveredFile.shape.name),
});

/** Undoes what a crash left half done in a folder: each file is again what it was before the delivery began. */
export async function healFolder(folder: string): Promise<void> {
  const hidden = join(folder, HIDDEN);
  if (!(await exists(hidden))) return;
  const journal = join(hidden, JOURNAL);
  if (await exists(journal)) {
    await undo(folder, Swap.parse(JSON.parse(await readFile(journal, 'utf8'))));
    await syncFolder(folder);
    await rm(journal);
    await syncFolder(hidden);
  }
  await rm(hidden, { recursive: true, force: true });
}

/** Makes the hidden folder in which new files are written before they are swapped in; heals the folder first. */
export async function prepareSwap(folder: string): Promise<string> {
  await healFolder(folder);
  const incoming = join(folder, HIDDEN, 'new');
  await mkdir(incoming, { recursive: true });
  await mkdir(join(folder, HIDDEN, 'old'));
  return incoming;
}

/**
 * Puts the files that wait in the hidden folder into the folder itself, and takes the `obsolete` ones out of it. What is on
 * its way is written down first, so that after a failure or a crash {@link healFolder} undoes it.
 */
export async function swapIn(
  folder: string,
  incoming: readonly string[],
  obsolete: readonly string[],
): Promise<void> {
  const hidden = join(folder, HIDDEN);
  const aside: string[] = [];
  for (const name of [...incoming, ...obsolete]) if (await exists(join(folder, name))) aside.push(name);
  await syncFolder(join(hidden, 'new'));
  await replaceFile(
    join(hidden, JOURNAL),
    JSON.stringify({ version: 1, incoming: [...incoming], aside } satisfies z.infer<typeof Swap>),
  );
  for (const name of aside) {
    await rename(join(folder, name), join(hidden, 'old', name));
    faultPoint('delivery.amid-publish');
  }
  for (const name of incoming) {
    await rename(join(hidden, 'new', name), join(folder, name));
    faultPoint('delivery.amid-publish');
  }
  await syncFolder(folder);
  // Without its journal the swap is done, and the rest is rubbish.
  await rm(join(hidden, JOURNAL));
  await syncFolder(hidden);
  faultPoint('delivery.after-publish');
  await rm(hidden, { recursive: true, force: true });
}

/** May be stopped anywhere and called again: what was moved back is no longer where it is looked for. */
async function undo(folder: string, { incoming, aside }: z.infer<typeof Swap>): Promise<void> {
  const hidden = join(folder, HIDDEN);
  for (const name of incoming) {
    if (aside.includes(name) || (await exists(join(hidden, 'new', name)))) continue;
    await rm(join(folder, name), { force: true });
  }
  for (const name of aside) {
    const old = join(hidden, 'old', name);
    if (await exists(old)) await rename(old, join(folder, name));
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw error;
  }
}
