import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { FilmFiles, NamedFile } from '#cli/make/files.ts';
import { readRegularFile } from '#cli/make/read-regular-file.ts';
import { parseWith, readYamlText } from '#shared/brief/brief-file.ts';
import { clip } from '#shared/brief/keep-picture.ts';
import { decodeText, MAX_TEXT_BYTES } from '#shared/brief/sniff-text.ts';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { Brief } from '#shared/domain/brief.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { PronunciationBook } from '#shared/domain/pronunciations.ts';
import { AppError } from '#shared/errors.ts';
import type { Assets } from '#shared/ports/assets.ts';

/** Largest video or sound file that is taken in, in bytes. */
const MAX_MEDIA_BYTES = 4 * 1024 ** 3;
const MAX_NAME = 255;
const MAX_ALT = 500;

/** Media types of endings; what is in a file is looked at when it is used. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.mov': 'video/quicktime',
  '.webm': 'video/webm',
  '.mkv': 'video/x-matroska',
  '.avi': 'video/x-msvideo',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.aac': 'audio/aac',
  '.flac': 'audio/flac',
  '.ogg': 'audio/ogg',
  '.opus': 'audio/ogg',
};

/** Keeps footage, music, recording and translations as assets. Throws `BRIEF_INVALID` for a file that cannot be taken in. */
export async function keepFiles(
  { music, recording, pronunciations, translations }: Omit<FilmFiles, 'footage'>,
  footage: readonly NamedFile[],
  tenant: TenantId,
  assets: Assets,
): Promise<
  Pick<Brief, 'footage' | 'translations'> & Partial<Pick<Brief, 'music' | 'recording' | 'pronunciations'>>
> {
  const keep = (path: string) => keepMedia(tenant, assets, path);
  const kept: Brief['footage'] = [];
  for (const { name, path, alt } of footage) {
    const described: Pick<NamedFile, 'alt'> = alt ? { alt: clip(alt, MAX_ALT) } : {};
    kept.push({ name: clip(name, MAX_NAME), ref: await keep(path), ...described });
  }
  return {
    footage: kept,
    ...(music === undefined ? {} : { music: await keep(music) }),
    ...(recording === undefined ? {} : { recording: await keep(recording) }),
    ...(pronunciations === undefined ? {} : { pronunciations: await readBook(pronunciations) }),
    translations: await Promise.all(
      translations.map(async ({ language, path }) => {
        const name = basename(path);
        const source = decodeText(await readRegularFile(path, name, MAX_TEXT_BYTES), name);
        return { language, source: await assets.put(tenant, Buffer.from(source), 'text/markdown') };
      }),
    ),
  };
}

/** Reads a dictionary of pronunciations, YAML or JSON. */
async function readBook(path: string): Promise<PronunciationBook> {
  const name = basename(path);
  const text = decodeText(await readRegularFile(path, name, MAX_TEXT_BYTES), name);
  const parsed = PronunciationBook.safeParse(parseWith(readYamlText, text, name));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('BRIEF_INVALID', `${name}: ${issue?.path.join('.')} ${issue?.message}.`, {
    hint: 'Give words and how they are said, by language; docs/guides/voices.md has an example.',
  });
}

async function keepMedia(tenant: TenantId, assets: Assets, path: string): Promise<AssetRef> {
  const name = basename(path);
  const found = await stat(path).catch((cause: unknown) => {
    throw new AppError('BRIEF_INVALID', `The file ${name} cannot be read.`, {
      hint: 'Check that it exists and that you may read it.',
      cause,
    });
  });
  if (!found.isFile() || found.size === 0 || found.size > MAX_MEDIA_BYTES) {
    throw new AppError('BRIEF_INVALID', `${name} is empty, larger than 4 GiB, or no file.`, {
      hint: 'Give a video or sound file.',
    });
  }
  return await assets.putFile(tenant, path, mediaTypeOf(extname(name)));
}

/** The media type of a file with that ending, as far as the ending can tell. */
export function mediaTypeOf(ending: string): string {
  return MEDIA_TYPES[ending.toLowerCase()] ?? 'application/octet-stream';
}
