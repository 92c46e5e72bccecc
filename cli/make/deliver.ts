import { chmod, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FILM_FILES, STILLS, TRANSLATED_CAPTIONS } from '#cli/make/film-files.ts';
import { healFolder, prepareSwap, swapIn } from '#cli/make/swap-files.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import type { DeliveredFile } from '#shared/domain/package.ts';
import { faultPoint } from '#shared/engine/fault-points.ts';
import { AppError, toAppError } from '#shared/errors.ts';
import type { AssetReader } from '#shared/ports/assets.ts';

/**
 * Hands the files over: all of them are first written whole and durable in a hidden folder beside, then swapped with those
 * of an earlier film. One that fails, or is struck down, leaves the earlier film as it was; files of ours that this
 * film does not have, such as captions that are off now, go: all of them, or those that it `replaces`. Throws `OUTPUT_UNWRITABLE`, `STORE_FULL` or the asset's error.
 */
export async function deliver(
  files: readonly DeliveredFile[],
  folder: string,
  {
    tenant,
    assets,
    replaces = () => true,
  }: { tenant: TenantId; assets: AssetReader; replaces?: (name: string) => boolean },
): Promise<void> {
  const names = files.map(({ name }) => name);
  try {
    const incoming = await prepareSwap(folder);
    for (const { name, ref } of files) {
      await assets.copyTo(tenant, ref, join(incoming, name));
      await settle(join(incoming, name));
    }
    const numbered = (await readdir(folder)).filter(
      (name) => TRANSLATED_CAPTIONS.test(name) || STILLS.test(name),
    );
    const ours = [...FILM_FILES, ...numbered].filter(replaces);
    faultPoint('delivery.before-publish');
    await swapIn(
      folder,
      names,
      ours.filter((name) => !names.includes(name)),
    );
  } catch (error) {
    // The first failure is the one to tell of; what cannot be cleared away now is on the next run.
    await healFolder(folder).catch(() => undefined);
    throw deliveryError(error, folder);
  }
}

/** The owner may write to what was delivered, and it survives a loss of power. */
async function settle(path: string): Promise<void> {
  await chmod(path, 0o644);
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function deliveryError(cause: unknown, folder: string): AppError {
  const { code, message, hint } = toAppError(cause);
  const ours = code !== 'INTERNAL';
  return new AppError(
    ours ? code : 'OUTPUT_UNWRITABLE',
    ours ? message : `The film cannot be put into ${folder}.`,
    {
      hint: hint ?? `The film is finished and kept; run the same command again to put it into ${folder}.`,
      cause,
    },
  );
}
