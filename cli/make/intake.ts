import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { findImages } from '#cli/make/find-images.ts';
import type { MakeRequest } from '#cli/make/request.ts';
import { decodeText } from '#shared/brief/sniff-text.ts';
import { Brief, type BriefImage, type BriefSource } from '#shared/domain/brief.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError, toAppError } from '#shared/errors.ts';
import type { Assets } from '#shared/ports/assets.ts';
import { sniffImage } from '#shared/security/sniff-image.ts';

const TEXT_EXTENSIONS: Record<string, 'plain' | 'markdown' | 'html'> = {
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.txt': 'plain',
  '.html': 'html',
  '.htm': 'html',
};

/** Keeps texts and pictures as assets and gives the brief that names them. Throws `BRIEF_INVALID` or `MEDIA_INVALID`. */
export async function takeIn(request: MakeRequest, tenant: TenantId, assets: Assets): Promise<Brief> {
  const { subject, options, folder } = request;
  const { images, sources, out: _out, title, ...film } = options;
  const text = subject.kind === 'text' ? subject.text : '';
  const found = await findImages(text, folder, images);
  return Brief.parse({
    version: 1,
    ...(subject.kind === 'topic' ? { topic: subject.words } : {}),
    ...(title === undefined ? {} : { title }),
    sources: [
      ...(subject.kind === 'address' ? [{ kind: 'address' as const, url: subject.url }] : []),
      ...(subject.kind === 'text' ? [await keepText(tenant, assets, subject)] : []),
      ...(sources ? await keepFolder(tenant, assets, sources) : []),
    ],
    images: await Promise.all(found.map((image) => keepImage(tenant, assets, image))),
    options: Object.fromEntries(Object.entries(film).filter(([, value]) => value !== undefined)),
  });
}

async function keepText(
  tenant: TenantId,
  assets: Assets,
  { text, format, name }: { text: string; format: 'plain' | 'markdown' | 'html'; name: string },
): Promise<BriefSource> {
  const mediaType = format === 'plain' ? 'text/plain' : `text/${format}`;
  return { kind: 'text', ref: await assets.put(tenant, Buffer.from(text), mediaType), format, name };
}

async function keepFolder(tenant: TenantId, assets: Assets, folder: string): Promise<BriefSource[]> {
  let names: string[];
  try {
    names = (await readdir(folder)).filter((name) => extname(name).toLowerCase() in TEXT_EXTENSIONS).sort();
  } catch (cause) {
    throw new AppError('BRIEF_INVALID', `The folder of sources ${folder} cannot be read.`, {
      hint: 'Check the path after --sources.',
      cause,
    });
  }
  if (names.length === 0) {
    throw new AppError('BRIEF_INVALID', `There is no text in ${folder}.`, {
      hint: `Texts end in ${Object.keys(TEXT_EXTENSIONS).join(', ')}.`,
    });
  }
  return await Promise.all(
    names.slice(0, 200).map(async (name) => {
      const text = decodeText(await readFile(join(folder, name)), name);
      return keepText(tenant, assets, {
        text,
        format: TEXT_EXTENSIONS[extname(name).toLowerCase()] ?? 'plain',
        name,
      });
    }),
  );
}

async function keepImage(
  tenant: TenantId,
  assets: Assets,
  { name, path, alt }: { name: string; path: string; alt?: string },
): Promise<BriefImage> {
  const bytes = await readFile(path);
  const { mediaType } = sniffNamed(bytes, name);
  return { name, ref: await assets.put(tenant, bytes, mediaType), ...(alt ? { alt } : {}) };
}

function sniffNamed(bytes: Uint8Array, name: string): { mediaType: string } {
  try {
    return sniffImage(bytes);
  } catch (cause) {
    const { code, message, hint } = toAppError(cause);
    throw new AppError(code, `The picture ${name} cannot be used: ${message}`, {
      hint: hint ?? 'Save it anew as PNG, JPEG or WebP, or leave it out.',
      cause,
    });
  }
}
