import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { replaceFile } from '#local/files/durable.ts';
import { fileError } from '#local/files/file-errors.ts';
import { lockHome } from '#local/home-lock.ts';
import { AppError } from '#shared/errors.ts';

/** Raised when files of the home change their meaning. */
const LAYOUT = 1;
const Layout = z.strictObject({ layout: z.int().positive() });

/** Where things lie in a home; absolute paths. */
export interface HomePaths {
  root: string;
  database: string;
  assets: string;
  secrets: string;
  scratch: string;
  /** What can be made again: font caches, what was found out about ffmpeg. */
  cache: string;
  log: string;
}

/** The paths of the home at `folder`; touches nothing. */
export function homePaths(folder: string): HomePaths {
  const root = resolve(folder);
  return {
    root,
    database: join(root, 'store.sqlite'),
    assets: join(root, 'assets'),
    secrets: join(root, 'secrets.json'),
    scratch: join(root, 'tmp'),
    cache: join(root, 'cache'),
    log: join(root, 'log.jsonl'),
  };
}

/** A home that this process alone has open. */
export interface Home {
  paths: HomePaths;
  /** Lets others open it. */
  close(): void;
}

/**
 * Makes the home where it is missing (mode 700) and takes its lock for as long as this process lives. Throws `HOME_BUSY`
 * when another process has it, `CONFIG_INVALID` when it was made by a newer version or is no folder.
 */
export async function openHome(folder: string): Promise<Home> {
  const paths = homePaths(folder);
  await makeFolder(paths.root);
  const lock = await lockHome(paths.root);
  try {
    await checkLayout(paths.root);
    await writeFile(join(paths.root, '.gitignore'), '*\n');
  } catch (error) {
    lock.release();
    throw error;
  }
  return { paths, close: () => lock.release() };
}

async function makeFolder(root: string): Promise<void> {
  try {
    await mkdir(root, { recursive: true, mode: 0o700 });
    if (!(await stat(root)).isDirectory()) throw new Error(`${root} is not a folder`);
    await chmod(root, 0o700);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== undefined && code !== 'EEXIST' && code !== 'ENOTDIR') throw fileError(error);
    throw new AppError('CONFIG_INVALID', `${root} is not a folder.`, {
      hint: 'Name a folder for Reelwright to keep its things in.',
      cause: error,
    });
  }
}

async function checkLayout(root: string): Promise<void> {
  const path = join(root, 'layout.json');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return await replaceFile(path, `${JSON.stringify({ layout: LAYOUT })}\n`);
  const parsed = Layout.safeParse(parseJson(text));
  if (parsed.success && parsed.data.layout === LAYOUT) return;
  throw new AppError('CONFIG_INVALID', `${root} was not made by this version of Reelwright.`, {
    hint: 'Use the newer version that made it, or choose another folder.',
    cause: parsed.error,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
