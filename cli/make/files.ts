import { readdir, stat } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { type InputFolder, liesWithin, pathInBrief, stayWithin } from '#cli/make/confine.ts';
import { type GivenOptions, isStyleFile } from '#shared/brief/given-options.ts';
import { namedFiles } from '#shared/brief/named-pictures.ts';
import { AppError } from '#shared/errors.ts';

/** Endings of video files that are taken in; what is in them is looked at later. */
export const FOOTAGE_ENDINGS = ['.mp4', '.mov', '.m4v', '.webm', '.mkv', '.avi'];
/** Endings of sound files that are taken in. */
export const SOUND_ENDINGS = ['.wav', '.mp3', '.m4a', '.aac', '.flac', '.ogg', '.opus'];

/** A file on this machine, under the name by which the text may speak of it. */
export interface NamedFile {
  name: string;
  path: string;
  alt?: string;
}

/** Files beside the text that the film is made with. */
export interface FilmFiles {
  footage?: InputFolder;
  music?: string;
  recording?: string;
  pronunciations?: string;
  translations: { language: string; path: string }[];
  style?: string;
  brand?: string;
}

/** Options that name files. */
type Naming = Pick<
  GivenOptions,
  'footage' | 'music' | 'recording' | 'pronunciations' | 'translations' | 'style' | 'brand'
>;

/** Whether what is given as music is a file and no mood. */
export function isSoundFile(given: string): boolean {
  return SOUND_ENDINGS.includes(extname(given).toLowerCase());
}

/**
 * The files that options name: as flags seen from the current folder, or, with `folder`, as a brief names them, which
 * reaches nothing outside its own folder. Throws `BRIEF_INVALID`.
 */
export async function placeFiles(
  { footage, music, recording, pronunciations, translations, style, brand }: Naming,
  folder?: string,
): Promise<FilmFiles> {
  const place = async (given: string, key: string) =>
    folder === undefined ? resolve(given) : await pathInBrief(folder, given, key);
  return {
    ...(footage === undefined
      ? {}
      : { footage: { path: await place(footage, 'footage'), ...(folder ? { within: folder } : {}) } }),
    ...(music !== undefined && isSoundFile(music) ? { music: await place(music, 'music') } : {}),
    ...(recording === undefined ? {} : { recording: await place(recording, 'recording') }),
    ...(pronunciations === undefined
      ? {}
      : { pronunciations: await place(pronunciations, 'pronunciations') }),
    ...(style !== undefined && isStyleFile(style) ? { style: await place(style, 'style') } : {}),
    ...(brand === undefined ? {} : { brand: await place(brand, 'brand') }),
    translations: await Promise.all(
      Object.entries(translations ?? {}).map(async ([language, path]) => ({
        language,
        path: await place(path, 'translations'),
      })),
    ),
  };
}

/**
 * Footage that the text names by a path below its own folder, then the footage file, or the files of the footage folder,
 * sorted by name. Throws `BRIEF_INVALID` for what is not there.
 */
export async function findFootage(
  text: string,
  textFolder?: string,
  given?: InputFolder,
): Promise<NamedFile[]> {
  const named = textFolder === undefined ? [] : await namedFootage(text, textFolder);
  const listed = given === undefined ? [] : await listFootage(given);
  const known = new Set(named.map(({ path }) => path));
  return [...named, ...listed.filter(({ path }) => !known.has(path))];
}

async function namedFootage(text: string, folder: string): Promise<NamedFile[]> {
  const found = namedFiles(text, FOOTAGE_ENDINGS);
  return await Promise.all(
    found.map(async ({ target, alt, path: given }) => {
      const path = resolve(folder, given);
      if (await liesWithin(folder, path)) return { name: target, path, ...(alt ? { alt } : {}) };
      throw new AppError('BRIEF_INVALID', `The text names the footage ${target}, which is not there.`, {
        hint: 'Footage lies beside the text or in a folder below it: put it there, or remove the line.',
      });
    }),
  );
}

async function listFootage(given: InputFolder): Promise<NamedFile[]> {
  const names = await namesIn(given);
  const files = names
    .filter((name) => FOOTAGE_ENDINGS.includes(extname(name).toLowerCase()))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((name) => ({ name: basename(name), path: resolve(given.path, name) }));
  if (files.length === 0) {
    throw new AppError('BRIEF_INVALID', `There is no footage in ${given.path}.`, {
      hint: `Footage ends in ${FOOTAGE_ENDINGS.join(', ')}.`,
    });
  }
  await stayWithin(given, files);
  return files;
}

async function namesIn({ path }: InputFolder): Promise<string[]> {
  try {
    return (await stat(path)).isDirectory() ? await readdir(path) : [path];
  } catch (cause) {
    throw new AppError('BRIEF_INVALID', `The footage ${path} cannot be read.`, {
      hint: 'Check the path that was given for footage.',
      cause,
    });
  }
}
