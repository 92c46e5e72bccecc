import { constants } from 'node:fs';
import { copyFile, link, mkdtemp, realpath, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { readConfig } from '#local/config.ts';
import { AppError } from '#shared/errors.ts';
import { type EditingTool, roleOf } from '#shared/media/edit/editing-tool.ts';
import { createMediaTools } from '#shared/node/media-tools.ts';

/** Flags that every tool has. */
export interface EditFlags {
  force?: boolean | undefined;
  json?: boolean | undefined;
}

/**
 * Runs an editing tool on a person's files. What is read is linked or copied under a plain name into a folder beside the file to
 * write, what comes out gets its name there only when it is whole. Files in the result are absolute paths. Throws
 * `OPTION_INVALID` for a file that is not there or is there already, and whatever the tool throws.
 */
export async function runTool(
  tool: EditingTool,
  input: Record<string, unknown>,
  { force = false, signal }: EditFlags & { signal: AbortSignal },
): Promise<Record<string, unknown>> {
  const fields = Object.entries(tool.input.shape);
  const field = (role: 'given' | 'target') =>
    fields.filter(([, schema]) => roleOf(schema) === role).map(([name]) => name);
  const [targetField = ''] = field('target');
  const target = input[targetField] === undefined ? undefined : resolve(String(input[targetField]));
  const { ffmpegPath, searchPath } = readConfig();
  const folder = await makeFolder(target === undefined ? tmpdir() : dirname(target));
  try {
    const staged: Record<string, unknown> = { ...input };
    for (const name of field('given')) staged[name] = await stage(input[name], folder, name, target);
    if (target !== undefined) {
      if (extname(target) !== '' && !force) await refuseExisting(target);
      staged[targetField] = `result${safeEnding(target)}`;
    }
    const tools = createMediaTools({
      ...{ searchPath, cacheFolder: join(folder, 'cache') },
      ...(ffmpegPath === undefined ? {} : { ffmpegPath }),
    });
    const work = {
      ...{ folder, signal, program: await tools.ffmpeg() },
      fontsConf: await fontsFor(tool, tools),
    };
    const result = await tool.run(staged, work);
    return target === undefined ? withGiven(result, input) : await handOver(result, folder, target, force);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fontsFor({ name }: EditingTool, tools: ReturnType<typeof createMediaTools>): Promise<string> {
  return name === 'burn-captions' ? await tools.fontsConf() : '';
}

async function makeFolder(beside: string): Promise<string> {
  return await mkdtemp(join(beside, '.reelwright-edit-')).catch((cause) => {
    throw new AppError('OUTPUT_UNWRITABLE', `Nothing can be written into ${beside}.`, {
      hint: 'Make the folder first, or name another one.',
      cause,
    });
  });
}

/** Puts one or several files into the folder; gives their plain names there in the same form. */
async function stage(
  given: unknown,
  folder: string,
  name: string,
  target: string | undefined,
): Promise<string | string[]> {
  if (Array.isArray(given)) {
    const names: string[] = [];
    for (const [at, one] of given.entries())
      names.push(await stageOne(String(one), folder, `${name}-${at}`, target));
    return names;
  }
  return await stageOne(String(given), folder, name, target);
}

async function stageOne(
  given: string,
  folder: string,
  name: string,
  target: string | undefined,
): Promise<string> {
  const path = await realpath(given).catch(() => undefined);
  const found = path === undefined ? undefined : await stat(path);
  if (path === undefined || !found?.isFile()) {
    throw new AppError('OPTION_INVALID', `There is no file ${given}.`, { hint: 'Check its name.' });
  }
  if (target !== undefined && (await realpath(target).catch(() => target)) === path) {
    throw new AppError('OPTION_INVALID', `${given} would be written over while it is read.`, {
      hint: 'Give another name with --out.',
    });
  }
  const staged = `${name}${safeEnding(path)}`;
  // A link costs nothing; on another disk, or one without links, the bytes are copied.
  await link(path, join(folder, staged)).catch(
    async () => await copyFile(path, join(folder, staged), constants.COPYFILE_FICLONE),
  );
  return staged;
}

/** The ending of a name where it is a plain one. */
function safeEnding(path: string): string {
  const ending = extname(path).toLowerCase();
  return /^\.[a-z0-9]{1,8}$/.test(ending) ? ending : '';
}

async function refuseExisting(path: string): Promise<void> {
  if ((await stat(path).catch(() => undefined)) !== undefined) throw alreadyThere(path);
}

function alreadyThere(path: string): AppError {
  return new AppError('OPTION_INVALID', `There is already a file ${path}.`, {
    hint: 'Give another name with --out, or --force to replace it.',
  });
}

async function handOver(
  result: Record<string, unknown>,
  folder: string,
  target: string,
  force: boolean,
): Promise<Record<string, unknown>> {
  const { file, files } = result;
  if (typeof file === 'string') {
    await place(join(folder, file), target, force);
    return { ...result, file: target };
  }
  const placed: string[] = [];
  for (const one of Array.isArray(files) ? files.map(String) : []) {
    const path = join(dirname(target), `${basename(target)}${one.replace(/^result/, '')}`);
    await place(join(folder, one), path, force);
    placed.push(path);
  }
  return { ...result, files: placed };
}

/** Gives a whole file its name: at once, and only where there is none of that name, unless `force`. */
async function place(made: string, target: string, force: boolean): Promise<void> {
  try {
    if (force) return await rename(made, target);
    await link(made, target);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw alreadyThere(target);
    // Some disks have no links.
    if (code !== 'EPERM' && code !== 'ENOTSUP') throw cause;
    await rename(made, target);
  }
}

/** A result without a file of its own speaks of the file that was given. */
function withGiven(
  result: Record<string, unknown>,
  { file }: Record<string, unknown>,
): Record<string, unknown> {
  return { ...result, file: resolve(String(file)) };
}
