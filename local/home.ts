import { chmod, mkdir, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { replaceFile } from '#local/files/durable.ts';
import { lockHome } from '#local/home-lock.ts';
import { AppError } from '#shared/errors.ts';
import { fileError } from '#shared/node/file-errors.ts';

/** Raised when files of the home change their meaning. */
const LAYOUT = 2;
const Layout = z.strictObject({ layout: z.int().positive() });

/** Where things lie in a home; absolute paths. */
export interface HomePaths {
  root: string;
  database: string;
  assets: string;
  secrets: string;
  /** The token of the person whose machine it is. */
  ownerToken: string;
  /** What links are signed with. */
  linkKey: string;
  /** Installed voices, a folder each. */
  voices: string;
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
    ownerToken: join(root, 'owner-token'),
    linkKey: join(root, 'link-key'),
    voices: join(root, 'voices'),
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

/** What a home that was being made when its process died may hold; the lock comes first. */
const UNFINISHED = /^(lock\.pid|lock\.sqlite(-journal)?|(\.gitignore|layout\.json)(\.[0-9a-f]{12}\.tmp)?)$/;

/**
 * Makes the home where it is missing (mode 700) and takes its lock for as long as this process lives. Throws `HOME_BUSY`
 * when another process has it, `CONFIG_INVALID` when the folder holds anything else than a home of this version: nothing
 * in it is touched before that is known.
 */
export async function openHome(folder: string): Promise<Home> {
  const paths = homePaths(folder);
  await checkFolder(paths.root);
  await makeFolder(paths.root);
  const lock = await lockHome(paths.root);
  try {
    // Again: another process may have made it in the meantime.
    if (!(await hasLayout(paths.root))) {
      await replaceFile(join(paths.root, '.gitignore'), '*\n');
      await replaceFile(layoutPath(paths.root), `${JSON.stringify({ layout: LAYOUT })}\n`);
    }
  } catch (error) {
    lock.release();
    throw error instanceof AppError ? error : fileError(error);
  }
  return { paths, close: () => lock.release() };
}

/** Looks, and changes nothing: the folder must be missing, empty, or a home. */
async function checkFolder(root: string): Promise<void> {
  const names = await readdir(root).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [] as string[];
    throw error.code === 'ENOTDIR' ? notAFolder(root, error) : fileError(error);
  });
  if (await hasLayout(root)) return;
  const begun = names.includes('lock.sqlite') && names.every((name) => UNFINISHED.test(name));
  if (names.length === 0 || begun) return;
  throw new AppError('CONFIG_INVALID', `${root} holds other files and was not made by Reelwright.`, {
    hint: 'Set REELWRIGHT_HOME to an empty folder, or to one that is not there yet.',
  });
}

async function makeFolder(root: string): Promise<void> {
  try {
    await mkdir(root, { recursive: true, mode: 0o700 });
    await chmod(root, 0o700);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw code === 'EEXIST' || code === 'ENOTDIR' ? notAFolder(root, error) : fileError(error);
  }
}

function notAFolder(root: string, cause: unknown): AppError {
  return new AppError('CONFIG_INVALID', `${root} is not a folder.`, {
    hint: 'Name a folder for Reelwright to keep its things in.',
    cause,
  });
}

function layoutPath(root: string): string {
  return join(root, 'layout.json');
}

/** Whether a home is there; throws `CONFIG_INVALID` when it has another layout. */
async function hasLayout(root: string): Promise<boolean> {
  const text = await readFile(layoutPath(root), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw fileError(error);
  });
  if (text === undefined) return false;
  const parsed = Layout.safeParse(parseJson(text));
  if (parsed.success && parsed.data.layout === LAYOUT) return true;
  throw new AppError('CONFIG_INVALID', `${root} was not made by this version of Reelwright.`, {
    hint: 'Use the version that made it, or set REELWRIGHT_HOME to another folder.',
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
