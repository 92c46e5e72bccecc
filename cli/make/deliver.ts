import { access, chmod, constants, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TenantId } from '#shared/domain/identity.ts';
import type { DeliveredFile } from '#shared/domain/package.ts';
import { faultPoint } from '#shared/engine/fault-points.ts';
import { AppError, toAppError } from '#shared/errors.ts';
import type { AssetReader } from '#shared/ports/assets.ts';

/** Makes the folder and proves that files can be written there; throws `OUTPUT_UNWRITABLE` before any work is done. */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    const probe = join(folder, '.reelwright-probe');
    await (await open(probe, 'w')).close();
    await rm(probe);
  } catch (cause) {
    throw new AppError('OUTPUT_UNWRITABLE', `Nothing can be written to ${folder}.`, {
      hint: 'Choose another folder with --out, or change its permissions.',
      cause,
    });
  }
}

/**
 * Hands the files over: all of them are first written whole under a hidden name, then renamed into place. A run that
 * fails before that leaves an earlier film as it was; what stands under a file's own name is always whole.
 */
export async function deliver(
  files: readonly DeliveredFile[],
  folder: string,
  { tenant, assets }: { tenant: TenantId; assets: AssetReader },
): Promise<void> {
  const partial = join(folder, '.reelwright-partial');
  try {
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial);
    for (const { name, ref } of files) {
      await assets.copyTo(tenant, ref, join(partial, name));
      await chmod(join(partial, name), 0o644);
    }
    faultPoint('delivery.before-publish');
    for (const { name } of files) await rename(join(partial, name), join(folder, name));
    faultPoint('delivery.after-publish');
  } catch (error) {
    const { code, message, hint } = toAppError(error);
    throw new AppError(code === 'INTERNAL' ? 'OUTPUT_UNWRITABLE' : code, message, {
      hint: hint ?? `The film is finished and kept; run the same command again to put it into ${folder}.`,
      cause: error,
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}
