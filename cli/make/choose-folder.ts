import { createHash } from 'node:crypto';
import { access, constants, lstat, open, readFile, rm } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { FAILED_FOLDER, FILM_FILES } from '#cli/make/film-files.ts';
import { makeFolders } from '#cli/make/make-folders.ts';
import type { MakeRequest } from '#cli/make/request.ts';
import { healFolder } from '#cli/make/swap-files.ts';
import { ProductionReport } from '#shared/domain/production-report.ts';
import { AppError } from '#shared/errors.ts';

/** Where a film goes. */
export interface FilmFolder {
  /** Absolute. */
  path: string;
  name: string;
  /** Identity of the brief, for the report; see {@link identify}. */
  brief: string;
  /** True when another brief has the folder of the wanted name. */
  taken: boolean;
}

/**
 * Finds the folder for a request below `outFolder` and proves that the film can be put there: `<slug>`, or `<slug>-2` and on
 * when that one holds the film of another brief. Undoes what a crash left half delivered. Throws `OUTPUT_UNWRITABLE`.
 */
export async function chooseFolder(request: MakeRequest, outFolder: string): Promise<FilmFolder> {
  const brief = identify(request, outFolder);
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? request.slug : `${request.slug}-${count}`;
    const path = resolve(outFolder, name);
    await tryWriting(path, () => healFolder(path));
    const owner = (await ownerOf(path)) ?? (await ownerOf(join(path, FAILED_FOLDER)));
    if (owner !== undefined && owner !== brief) continue;
    await prepareFolder(path);
    return { path, name, brief, taken: count > 1 };
  }
}

/** Makes the folder and proves that files can be written there; throws `OUTPUT_UNWRITABLE` before any work is done. */
export async function prepareFolder(folder: string): Promise<void> {
  await tryWriting(folder, async () => {
    await makeFolders(folder);
    await access(folder, constants.W_OK);
    const probe = join(folder, '.reelwright-probe');
    await (await open(probe, 'w')).close();
    await rm(probe);
  });
  for (const name of FILM_FILES) {
    const found = await lstat(join(folder, name)).catch(() => undefined);
    if (!found?.isDirectory()) continue;
    throw new AppError(
      'OUTPUT_UNWRITABLE',
      `There is a folder called ${name} in ${folder}, where that file goes.`,
      {
        hint: 'Move it away, or choose another folder with --out.',
      },
    );
  }
}

/**
 * SHA-256 of what tells this brief from another one of the same name: its path as seen from the folder for films, so that it
 * is the same after both were moved, or its topic or address.
 */
function identify({ file, subject }: MakeRequest, outFolder: string): string {
  const words = subject.kind === 'topic' ? subject.words : subject.kind === 'address' ? subject.url : '';
  const what =
    file === undefined ? `asked:${words}` : `file:${relative(outFolder, file).replaceAll(sep, '/')}`;
  return createHash('sha256').update(what).digest('hex');
}

/** The brief that the film in a folder was made from; undefined when there is none, or it does not say. */
async function ownerOf(folder: string): Promise<string | undefined> {
  try {
    const report: unknown = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'));
    return ProductionReport.pick({ brief: true }).loose().parse(report).brief;
  } catch {
    return undefined;
  }
}

async function tryWriting(folder: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    throw new AppError('OUTPUT_UNWRITABLE', `Nothing can be written to ${folder}.`, {
      hint: 'Choose another folder with --out, or change its permissions.',
      cause,
    });
  }
}
