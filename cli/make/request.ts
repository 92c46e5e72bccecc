import { stat } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { type InputFolder, pathInBrief } from '#cli/make/confine.ts';
import { type FilmFiles, placeFiles } from '#cli/make/files.ts';
import { readRegularFile } from '#cli/make/read-regular-file.ts';
import { slugify } from '#cli/make/slug.ts';
import { readStructuredBrief, splitFrontMatter } from '#shared/brief/brief-file.ts';
import { type GivenOptions, isStyleFile } from '#shared/brief/given-options.ts';
import { decodeText, MAX_TEXT_BYTES } from '#shared/brief/sniff-text.ts';
import { formatOf, isStructured, type TextFormat } from '#shared/brief/text-formats.ts';
import { type BriefOptions, MUSIC_MOODS } from '#shared/domain/brief.ts';
import { AppError } from '#shared/errors.ts';

/** What the film is to be made of. */
export type Subject =
  | { kind: 'topic'; words: string }
  | { kind: 'address'; url: string }
  | { kind: 'text'; text: string; format: TextFormat; name: string };

/** Options of the film itself, without the folders it reads from and goes to. */
export type FilmOptions = Omit<GivenOptions, keyof FilmFiles | 'images' | 'sources' | 'out'> & {
  music?: BriefOptions['music'] | undefined;
  style?: BriefOptions['style'] | undefined;
};

/** Everything a person asked for, read and checked, before anything is kept. */
export interface MakeRequest {
  subject: Subject;
  options: FilmOptions;
  images?: InputFolder;
  sources?: InputFolder;
  files?: FilmFiles;
  /** Folder against which pictures named in the text are looked up; undefined when there is no file. */
  folder?: string;
  /** Absolute path of the brief, when it is a file. */
  file?: string;
  /** Name of the folder that the film goes to. */
  slug: string;
}

/**
 * Reads what was given on the command line: an address, a file, or else a topic in words. Flags win over what the file
 * says. Throws `BRIEF_INVALID`, `BRIEF_UNREADABLE` or `OPTION_INVALID`.
 */
export async function readRequest(given: string, flags: GivenOptions): Promise<MakeRequest> {
  const { images, sources, out: _out, ...rest } = flags;
  const { options, naming } = withoutFiles(rest);
  const request = await readSubject(given);
  const files = await placeFiles(naming);
  return {
    ...request,
    ...(images === undefined ? {} : { images: { path: resolve(images) } }),
    ...(sources === undefined ? {} : { sources: { path: resolve(sources) } }),
    files: filesOver(request.files, files, options),
    options: { ...request.options, ...options },
  };
}

/**
 * Files that flags name over those of the brief, or those of a brief over those of the text that it names. A mood or style that is
 * named there goes before a file that is named here; of two translations into one language the one there.
 */
function filesOver(
  here: FilmFiles = { translations: [] },
  there: FilmFiles,
  { music, style }: FilmOptions,
): FilmFiles {
  const { music: ownMusic, style: ownStyle, ...kept } = here;
  const translations = [...here.translations, ...there.translations];
  return {
    ...kept,
    ...(music === undefined && ownMusic !== undefined ? { music: ownMusic } : {}),
    ...(style === undefined && ownStyle !== undefined ? { style: ownStyle } : {}),
    ...there,
    translations: [...new Map(translations.map((one) => [one.language.toLowerCase(), one])).values()],
  };
}

/** Options of the film itself, and those that name files. */
function withoutFiles(given: Omit<GivenOptions, 'out'>) {
  const { footage, recording, pronunciations, translations, music, style, brand, ...options } = given;
  const mood = MUSIC_MOODS.find((name) => name === music);
  const named = style !== undefined && !isStyleFile(style) ? { style } : {};
  return {
    options: { ...options, ...named, ...(mood ? { music: mood } : {}) },
    naming: { footage, recording, pronunciations, translations, music, style, brand },
  };
}

async function readSubject(given: string): Promise<MakeRequest> {
  if (/^https?:\/\//i.test(given)) return fromAddress(given);
  if (await isFile(given)) return fromFile(resolve(given));
  if (looksLikePath(given)) {
    throw new AppError('BRIEF_INVALID', `There is no file ${given}.`, {
      hint: 'Check the path, or put a topic of several words in quotes.',
    });
  }
  return fromTopic(given);
}

/** A text that a brief names may not be a brief again: one does not lead to another. */
async function fromFile(path: string, mayBeStructured = true): Promise<MakeRequest> {
  const name = basename(path);
  const folder = dirname(path);
  const place = { file: path, slug: slugify(basename(name, extname(name))), folder };
  const text = decodeText(await readRegularFile(path, name, MAX_TEXT_BYTES), name);
  if (isStructured(name)) {
    if (mayBeStructured)
      return { folder, ...(await fromStructured(text, name, folder)), file: path, slug: place.slug };
    throw new AppError('BRIEF_INVALID', `The brief names file: ${name}, which is a brief itself.`, {
      hint: 'Name a text there: plain, Markdown or HTML.',
    });
  }
  const format = formatOf(name) ?? 'plain';
  if (format === 'html') return { ...place, subject: { kind: 'text', text, format, name }, options: {} };
  const { options, text: body } = splitFrontMatter(text, name);
  if (!body.trim()) {
    throw new AppError('BRIEF_INVALID', `The file ${name} has no text.`, {
      hint: 'Write what the film should tell.',
    });
  }
  return {
    ...place,
    subject: { kind: 'text', text: body, format, name },
    ...(await placed(options, folder)),
  };
}

async function fromStructured(content: string, name: string, folder: string): Promise<MakeRequest> {
  const { subject, options } = readStructuredBrief(content, name);
  const own = await placed(options, folder);
  if (subject.file) {
    const inner = await fromFile(await pathInBrief(folder, subject.file, 'file'), false);
    const files = filesOver(inner.files, own.files, own.options);
    return { ...inner, ...own, files, options: { ...inner.options, ...own.options } };
  }
  const request = subject.address
    ? fromAddress(subject.address)
    : subject.topic
      ? fromTopic(subject.topic)
      : fromText(subject.text ?? '', name);
  return { ...request, ...own };
}

/** Options as a brief gives them, with its folders looked up from the brief's own and confined to it. */
async function placed(
  { images, sources, ...rest }: Omit<GivenOptions, 'out'>,
  folder: string,
): Promise<Pick<MakeRequest, 'options' | 'images' | 'sources'> & { files: FilmFiles }> {
  const { options, naming } = withoutFiles(rest);
  const place = async (given: string, key: string) => ({
    path: await pathInBrief(folder, given, key),
    within: folder,
  });
  return {
    options,
    files: await placeFiles(naming, folder),
    ...(images === undefined ? {} : { images: await place(images, 'images') }),
    ...(sources === undefined ? {} : { sources: await place(sources, 'sources') }),
  };
}

function fromText(text: string, name: string): MakeRequest {
  return {
    subject: { kind: 'text', text, format: 'markdown', name },
    options: {},
    slug: slugify(name),
  };
}

function fromTopic(given: string): MakeRequest {
  const words = given.trim();
  if (!words)
    throw new AppError('BRIEF_INVALID', 'The topic is empty.', { hint: 'Say what the film is about.' });
  if (words.length > 500) {
    throw new AppError('BRIEF_INVALID', 'A topic has at most 500 characters.', {
      hint: 'Put a longer text into a file and give its name.',
    });
  }
  return { subject: { kind: 'topic', words }, options: {}, slug: slugify(words) };
}

function fromAddress(given: string): MakeRequest {
  if (!URL.canParse(given)) {
    throw new AppError('BRIEF_INVALID', `The address ${given} cannot be read.`, {
      hint: 'Copy it whole from the browser.',
    });
  }
  const url = new URL(given);
  const slug = slugify(`${url.hostname} ${basename(url.pathname, extname(url.pathname))}`);
  return { subject: { kind: 'address', url: url.href }, options: {}, slug };
}

async function isFile(path: string): Promise<boolean> {
  try {
    const found = await stat(path);
    if (!found.isDirectory()) return true;
  } catch {
    return false;
  }
  throw new AppError('BRIEF_INVALID', `${path} is a folder.`, {
    hint: 'Give a text file, or a topic together with --sources <folder>.',
  });
}

/** What is surely no topic: `TCP/IP` has a slash too. */
function looksLikePath(given: string): boolean {
  return (
    /^([\\/~]|\.{1,2}[\\/]|[a-z]:[\\/])/i.test(given) || formatOf(given) !== undefined || isStructured(given)
  );
}
