import { lstat, readdir, realpath } from 'node:fs/promises';
import { basename, extname, join, relative, resolve } from 'node:path';
import { AppError } from '#shared/errors.ts';

/** A picture on this machine, under the name by which the text may speak of it. */
export interface FoundImage {
  name: string;
  path: string;
  alt?: string;
}

const EXTENSIONS = ['.jpg', '.jpeg', '.png', '.webp', '.gif'];
const MARKDOWN_IMAGE = /!\[(?<alt>[^\]]*)\]\(\s*<?(?<target>[^)>\s]+)>?[^)]*\)/g;
const HTML_IMAGE = /<img\b[^>]*>/gi;
const MAX_IMAGES = 500;

/**
 * Pictures of the folder (sorted by name) and those that the text names by a path below its own folder. Throws
 * `BRIEF_INVALID` when the folder cannot be read, or a named picture does not exist or lies elsewhere.
 */
export async function findImages(
  text: string,
  textFolder?: string,
  imageFolder?: string,
): Promise<FoundImage[]> {
  const named = textFolder ? await namedImages(text, textFolder) : [];
  const inFolder = imageFolder ? await folderImages(imageFolder) : [];
  const known = new Set(named.map(({ path }) => path));
  return [...named, ...inFolder.filter(({ path }) => !known.has(path))].slice(0, MAX_IMAGES);
}

async function folderImages(folder: string): Promise<FoundImage[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (cause) {
    throw new AppError('BRIEF_INVALID', `The folder of pictures ${folder} cannot be read.`, {
      hint: 'Check the path after --images.',
      cause,
    });
  }
  const images = names.filter(isImage).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  if (images.length === 0) {
    throw new AppError('BRIEF_INVALID', `There is no picture in ${folder}.`, {
      hint: `Pictures end in ${EXTENSIONS.join(', ')}.`,
    });
  }
  return images.map((name) => ({ name, path: resolve(folder, name) }));
}

async function namedImages(text: string, folder: string): Promise<FoundImage[]> {
  const found = new Map<string, FoundImage>();
  for (const { target, alt } of mentions(text)) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(target) || target.startsWith('//') || !isImage(target)) continue;
    const path = resolve(folder, decodeURIComponentSafely(target));
    if (!(await isInside(folder, path))) {
      throw new AppError('BRIEF_INVALID', `The text names the picture ${target}, which is not there.`, {
        hint: `Pictures lie beside the text or in a folder below it: put it into ${join(basename(folder), '…')} or remove the line.`,
      });
    }
    found.set(path, { name: target, path, ...(alt ? { alt } : {}) });
  }
  return [...found.values()];
}

function* mentions(text: string): Generator<{ target: string; alt: string }> {
  for (const { groups } of text.matchAll(MARKDOWN_IMAGE)) {
    yield { target: groups?.target ?? '', alt: groups?.alt ?? '' };
  }
  for (const [tag] of text.matchAll(HTML_IMAGE)) {
    const target = /\bsrc\s*=\s*["']?([^"'\s>]+)/i.exec(tag)?.[1];
    if (target) yield { target, alt: /\balt\s*=\s*"([^"]*)"/i.exec(tag)?.[1] ?? '' };
  }
}

/** A symbolic link that leads out of the folder counts as outside. */
async function isInside(folder: string, path: string): Promise<boolean> {
  try {
    await lstat(path);
    const away = relative(await realpath(folder), await realpath(path));
    return away !== '' && !away.startsWith('..') && !resolve('/', away).startsWith('..');
  } catch {
    return false;
  }
}

function isImage(name: string): boolean {
  return EXTENSIONS.includes(extname(name).toLowerCase());
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
