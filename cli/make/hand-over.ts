import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { prepareFolder } from '#cli/make/choose-folder.ts';
import { deliver } from '#cli/make/deliver.ts';
import { FAILED_FOLDER, FILM_FILES, TRANSLATED_CAPTIONS } from '#cli/make/film-files.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import type { DeliveredFile, FilmPackage } from '#shared/domain/package.ts';
import { ProductionReport } from '#shared/domain/production-report.ts';
import { readJson, writeJson } from '#shared/engine/step-context.ts';
import type { Assets } from '#shared/ports/assets.ts';

/**
 * Puts a finished film where it belongs and gives that folder: its own, or `failed/` in it when the film broke its promises,
 * so that an earlier good one stays. `brief` is the identity of the brief, kept in the report. Throws what {@link deliver}
 * does.
 */
export async function handOver(
  film: FilmPackage,
  { path, brief }: { path: string; brief: string },
  home: { tenant: TenantId; assets: Assets; replaces?: (name: string) => boolean },
): Promise<string> {
  const files = await Promise.all(film.files.map((file) => signReport(file, brief, home)));
  const failed = join(path, FAILED_FOLDER);
  if (film.verdict === 'failed') {
    await prepareFolder(failed);
    await deliver(files, failed, home);
    return failed;
  }
  await deliver(files, path, home);
  await removeFailed(failed);
  return path;
}

async function signReport(
  file: DeliveredFile,
  brief: string,
  home: { tenant: TenantId; assets: Assets },
): Promise<DeliveredFile> {
  if (file.name !== 'report.json') return file;
  const report = await readJson(home, home.tenant, ProductionReport, file.ref);
  return { ...file, ref: await writeJson(home, home.tenant, ProductionReport, { ...report, brief }) };
}

/** A film that failed is of no use beside one that did not; what else lies in that folder stays. */
async function removeFailed(folder: string): Promise<void> {
  try {
    const translated = (await readdir(folder)).filter((name) => TRANSLATED_CAPTIONS.test(name));
    for (const name of [...FILM_FILES, ...translated]) await rm(join(folder, name), { force: true });
    await rmdir(folder);
  } catch {
    // Not there, or the person keeps something in it.
  }
}
