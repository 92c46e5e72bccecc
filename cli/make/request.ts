import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { readStructuredBrief, splitFrontMatter } from '#cli/make/brief-file.ts';
import type { GivenOptions } from '#cli/make/options.ts';
import { slugify } from '#cli/make/slug.ts';
import { decodeText } from '#shared/brief/sniff-text.ts';
import { AppError } from '#shared/errors.ts';

/** What the film is to be made of. */
export type Subject =
  | { kind: 'topic'; words: string }
  | { kind: 'address'; url: string }
  | { kind: 'text'; text: string; format: 'plain' | 'markdown' | 'html'; name: string };

/** Everything a person asked for, read and checked, before anything is kept. */
export interface MakeRequest {
  subject: Subject;
  options: GivenOptions;
  /** Folder against which pictures named in the text are looked up; undefined when there is no file. */
  folder?: string;
  /** Name of the folder that the film goes to. */
  slug: string;
}

const FORMATS: Record<string, 'plain' | 'markdown' | 'html'> = {
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.txt': 'plain',
  '.text': 'plain',
  '.html': 'html',
  '.htm': 'html',
};
const STRUCTURED = ['.json', '.yaml', '.yml'];
const MAX_BYTES = 2 * 1024 * 1024;

/**
 * Reads what was given on the command line: an address, a file, or else a topic in words. Flags win over what the file
 * says. Throws `BRIEF_INVALID`, `BRIEF_UNREADABLE` or `OPTION_INVALID`.
 */
export async function readRequest(given: string, flags: GivenOptions): Promise<MakeRequest> {
  if (/^https?:\/\//i.test(given)) return fromAddress(given, flags);
  if (await isFile(given)) return fromFile(resolve(given), flags);
  if (looksLikePath(given)) {
    throw new AppError('BRIEF_INVALID', `There is no file ${given}.`, {
      hint: 'Check the path, or put a topic of several words in quotes.',
    });
  }
  const words = given.trim();
  if (!words)
    throw new AppError('BRIEF_INVALID', 'The topic is empty.', { hint: 'Say what the film is about.' });
  if (words.length > 500) {
    throw new AppError('BRIEF_INVALID', 'A topic has at most 500 characters.', {
      hint: 'Put a longer text into a file and give its name.',
    });
  }
  return { subject: { kind: 'topic', words }, options: flags, slug: slugify(words) };
}

async function fromFile(path: string, flags: GivenOptions): Promise<MakeRequest> {
  const name = basename(path);
  const extension = extname(name).toLowerCase();
  const slug = slugify(basename(name, extname(name)));
  const folder = dirname(path);
  const text = decodeText(await readLimited(path, name), name);
  if (STRUCTURED.includes(extension)) {
    const { subject, options } = readStructuredBrief(text, name);
    const merged = { ...options, ...flags };
    if (subject.file) {
      const inner = await fromFile(resolve(folder, subject.file), merged);
      return { ...inner, slug, options: { ...inner.options, ...merged } };
    }
    if (subject.address) return { ...fromAddress(subject.address, merged), slug, folder };
    if (subject.topic)
      return { subject: { kind: 'topic', words: subject.topic }, options: merged, slug, folder };
    return {
      subject: { kind: 'text', text: subject.text ?? '', format: 'markdown', name },
      options: merged,
      slug,
      folder,
    };
  }
  const format = FORMATS[extension] ?? 'plain';
  if (format === 'html')
    return { subject: { kind: 'text', text, format, name }, options: flags, slug, folder };
  const { options, text: body } = splitFrontMatter(text, name);
  if (!body.trim()) {
    throw new AppError('BRIEF_INVALID', `The file ${name} has no text.`, {
      hint: 'Write what the film should tell.',
    });
  }
  return {
    subject: { kind: 'text', text: body, format, name },
    options: { ...options, ...flags },
    slug,
    folder,
  };
}

function fromAddress(given: string, options: GivenOptions): MakeRequest {
  if (!URL.canParse(given)) {
    throw new AppError('BRIEF_INVALID', `The address ${given} cannot be read.`, {
      hint: 'Copy it whole from the browser.',
    });
  }
  const url = new URL(given);
  const slug = slugify(`${url.hostname} ${basename(url.pathname, extname(url.pathname))}`);
  return { subject: { kind: 'address', url: url.href }, options, slug };
}

async function readLimited(path: string, name: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) {
      throw new AppError('BRIEF_INVALID', `The file ${name} is larger than 2 MiB.`, {
        hint: 'A text of up to about 100,000 words fits; give the part that the film is about.',
      });
    }
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('BRIEF_INVALID', `The file ${name} cannot be read.`, {
      hint: 'Check that it exists and that you may read it.',
      cause,
    });
  }
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

function looksLikePath(given: string): boolean {
  return /[\\/]/.test(given) || /^\S+\.(md|markdown|txt|text|html?|json|ya?ml)$/i.test(given);
}
