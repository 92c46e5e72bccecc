import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type InputFolder, liesWithin, stayWithin } from '#cli/make/confine.ts';
import { isPicture, namedPictures, PICTURE_ENDINGS } from '#shared/brief/named-pictures.ts';
import { AppError } from '#shared/errors.ts';

/** A picture on this machine, under the name by which the text may speak of it. */
export interface FoundImage {
  name: string;
  path: string;
  alt?: string;
}

/**
 * Pictures that the text names by a path below its own folder, then those of the image folder, sorted by name. Throws
 * `BRIEF_INVALID` when the folder cannot be read, or a picture does not exist or lies elsewhere than it may.
 */
export async function findImages(
  text: string,
  textFolder?: string,
  imageFolder?: InputFolder,
): Promise<FoundImage[]> {
  const named = textFolder ? await namedImages(text, textFolder) : [];
  const inFolder = imageFolder ? await folderImages(imageFolder) : [];
  const known = new Set(named.map(({ path }) => path));
  return [...named, ...inFolder.filter(({ path }) => !known.has(path))];
}

async function folderImages(folder: InputFolder): Promise<FoundImage[]> {
  let names: string[];
  try {
    names = await readdir(folder.path);
  } catch (cause) {
    throw new AppError('BRIEF_INVALID', `The folder of pictures ${folder.path} cannot be read.`, {
      hint: 'Check the path that was given for images.',
      cause,
    });
  }
  const images = names.filter(isPicture).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  if (images.length === 0) {
    throw new AppError('BRIEF_INVALID', `There is no picture in ${folder.path}.`, {
      hint: `Pictures end in ${PICTURE_ENDINGS.join(', ')}.`,
    });
  }
  const found = images.map((name) => ({ name, path: resolve(folder.path, name) }));
  await stayWithin(folder, found);
  return found;
}

async function namedImages(text: string, folder: string): Promise<FoundImage[]> {
  const found = new Map<string, FoundImage>();
  for (const { target, alt, path: named } of namedPictures(text)) {
    const path = resolve(folder, named);
    if (!(await liesWithin(folder, path))) {
      throw new AppError('BRIEF_INVALID', `The text names the picture ${target}, which is not there.`, {
        hint: `Pictures lie beside the text or in a folder below it: put it there, or remove the line.`,
      });
    }
    found.set(path, { name: target, path, ...(alt ? { alt } : {}) });
  }
  return [...found.values()];
}
