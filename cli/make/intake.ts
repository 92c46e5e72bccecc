import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type InputFolder, stayWithin } from '#cli/make/confine.ts';
import { findFootage } from '#cli/make/files.ts';
import { type FoundImage, findImages } from '#cli/make/find-images.ts';
import { keepFiles } from '#cli/make/keep-files.ts';
import { readRegularFile } from '#cli/make/read-regular-file.ts';
import type { MakeRequest } from '#cli/make/request.ts';
import { takeLook } from '#cli/make/take-look.ts';
import { clip, keepPicture, MAX_PICTURE_BYTES } from '#shared/brief/keep-picture.ts';
import { decodeText, MAX_TEXT_BYTES } from '#shared/brief/sniff-text.ts';
import { formatOf, TEXT_FORMATS, type TextFormat } from '#shared/brief/text-formats.ts';
import { Brief, type BriefImage, type BriefSource } from '#shared/domain/brief.ts';
import type { RunEvent } from '#shared/domain/events.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { Assets } from '#shared/ports/assets.ts';

/** As many as a brief holds; see {@link Brief}. */
const MAX_TEXTS = 200;
const MAX_IMAGES = 500;
const MAX_FOOTAGE = 100;
const MAX_NAME = 255;
/** Files that are in memory at the same time. */
const AT_ONCE = 4;

/** Something the person should know about what was taken in. */
export type IntakeNotice = Omit<RunEvent & { type: 'notice' }, 'type'>;

/** A brief whose parts are kept, and what was left out of it. */
export interface TakenIn {
  brief: Brief;
  notices: IntakeNotice[];
}

/** Keeps texts and pictures as assets and gives the brief that names them. Throws `BRIEF_INVALID` or `MEDIA_INVALID`. */
export async function takeIn(request: MakeRequest, tenant: TenantId, assets: Assets): Promise<TakenIn> {
  const { subject, options, folder, images, sources, files = { translations: [] } } = request;
  const text = subject.kind === 'text' ? subject.text : '';
  const { title, ...film } = options;
  const { look, options: looked } = await takeLook(files, film.style, tenant, assets);
  const found = await findImages(text, folder, images);
  const footage = await findFootage(text, folder, files.footage);
  const texts = sources ? await listTexts(sources) : [];
  const room = MAX_TEXTS - (subject.kind === 'topic' ? 0 : 1);
  const brief = Brief.parse({
    version: 1,
    ...(subject.kind === 'topic' ? { topic: subject.words } : {}),
    ...(title === undefined ? {} : { title }),
    sources: [
      ...(subject.kind === 'address' ? [{ kind: 'address' as const, url: subject.url }] : []),
      ...(subject.kind === 'text' ? [await keepText(tenant, assets, subject)] : []),
      ...(await fewAtOnce(texts.slice(0, room), async ({ name, path }) => {
        const text = decodeText(await readRegularFile(path, name, MAX_TEXT_BYTES), name);
        return await keepText(tenant, assets, { text, format: formatOf(name) ?? 'plain', name });
      })),
    ],
    images: await fewAtOnce(found.slice(0, MAX_IMAGES), (image) => keepImage(tenant, assets, image)),
    ...(await keepFiles(files, footage.slice(0, MAX_FOOTAGE), tenant, assets)),
    ...(look === undefined ? {} : { look }),
    options: {
      ...looked,
      ...Object.fromEntries(Object.entries(film).filter(([, value]) => value !== undefined)),
      style: looked.style,
    },
  });
  return {
    brief,
    notices: [
      ...tooMany('SOURCES', texts.length, room, 'texts'),
      ...tooMany('IMAGES', found.length, MAX_IMAGES, 'pictures'),
      ...tooMany('FOOTAGE', footage.length, MAX_FOOTAGE, 'videos'),
    ],
  };
}

function tooMany(of: string, given: number, taken: number, things: string): IntakeNotice[] {
  if (given <= taken) return [];
  return [
    {
      code: `${of}_CUT`,
      message: `Of ${given} ${things} the first ${taken} are used; a film holds no more.`,
    },
  ];
}

async function keepText(
  tenant: TenantId,
  assets: Assets,
  { text, format, name }: { text: string; format: TextFormat; name: string },
): Promise<BriefSource> {
  const mediaType = format === 'plain' ? 'text/plain' : `text/${format}`;
  const ref = await assets.put(tenant, Buffer.from(text), mediaType);
  return { kind: 'text', ref, format, name: clip(name, MAX_NAME) };
}

async function listTexts(folder: InputFolder): Promise<{ name: string; path: string }[]> {
  let names: string[];
  try {
    const entries = await readdir(folder.path, { withFileTypes: true });
    names = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  } catch (cause) {
    throw new AppError('BRIEF_INVALID', `The folder of sources ${folder.path} cannot be read.`, {
      hint: 'Check the path that was given for sources.',
      cause,
    });
  }
  const texts = names
    .filter(formatOf)
    .sort()
    .map((name) => ({ name, path: join(folder.path, name) }));
  if (texts.length === 0) {
    throw new AppError('BRIEF_INVALID', `There is no text in ${folder.path}.`, {
      hint: `Texts end in ${Object.keys(TEXT_FORMATS).join(', ')}.`,
    });
  }
  await stayWithin(folder, texts);
  return texts;
}

async function keepImage(tenant: TenantId, assets: Assets, image: FoundImage): Promise<BriefImage> {
  const bytes = await readRegularFile(image.path, image.name, MAX_PICTURE_BYTES);
  return await keepPicture({ assets }, tenant, bytes, image);
}

async function fewAtOnce<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(work))));
  }
  return results;
}
