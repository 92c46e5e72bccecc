import { basename, extname, join, resolve } from 'node:path';
import * as z from 'zod';
import { chooseFolder } from '#cli/make/choose-folder.ts';
import { handOver } from '#cli/make/hand-over.ts';
import { slugify } from '#cli/make/slug.ts';
import { LOCAL_TENANT } from '#local/tenant.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { FilmPackage } from '#shared/domain/package.ts';
import { readJson } from '#shared/engine/step-context.ts';
import type { Assets } from '#shared/ports/assets.ts';

const Output = z.object({ package: AssetRef });

/** How a production ended well. */
export interface Ending {
  film: FilmPackage;
  /** Path of the film as the person would type it; only that of a dropped file is put somewhere. */
  path?: string;
}

/** Reads the film that an execution made; throws the asset's error. */
export async function readEnding(output: unknown, assets: Assets): Promise<Ending> {
  return { film: await readJson({ assets }, LOCAL_TENANT, FilmPackage, Output.parse(output).package) };
}

/**
 * Puts the film of a dropped file into `<out>/<name of the file>/`, as `make` does with the same file, and gives its path.
 * `file` is the absolute path of the file, which may be gone by now. Throws `OUTPUT_UNWRITABLE`, `STORE_FULL` or the asset's
 * error.
 */
export async function deliverDropped(
  file: string,
  out: string,
  film: FilmPackage,
  assets: Assets,
): Promise<string> {
  const slug = slugify(basename(file, extname(file)));
  const subject = { kind: 'topic' as const, words: '' };
  const place = await chooseFolder({ file, slug, subject, options: {} }, resolve(out));
  const folder = await handOver(film, place, { tenant: LOCAL_TENANT, assets });
  return join(out, place.name, folder.slice(place.path.length), 'film.mp4');
}
