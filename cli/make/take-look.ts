import { basename } from 'node:path';
import type { FilmFiles } from '#cli/make/files.ts';
import { keepBrandFile, readLookFile } from '#cli/make/look-files.ts';
import { type ChosenLook, chooseLook } from '#shared/brief/wished-look.ts';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { writeJson } from '#shared/engine/step-context.ts';
import type { Assets } from '#shared/ports/assets.ts';
import { Look } from '#shared/scenes/styles/look.ts';
import { parseStyle } from '#shared/scenes/styles/parse-style.ts';

/** The look of a request: that of the named style, or an own one that is kept. */
export interface TakenLook {
  look?: AssetRef;
  options: ChosenLook['options'];
}

/**
 * Reads the style and brand files of a request and keeps the look that they make. Throws `STYLE_INVALID`, `MEDIA_INVALID` or
 * `BRIEF_INVALID`, before anything is made.
 */
export async function takeLook(
  files: Pick<FilmFiles, 'style' | 'brand'>,
  style: string | undefined,
  tenant: TenantId,
  assets: Pick<Assets, 'put'>,
): Promise<TakenLook> {
  const sheet = files.style && parseStyle(await readLookFile(files.style), basename(files.style));
  const brand = files.brand ? await keepBrandFile(files.brand, tenant, assets) : undefined;
  const { own, look, options } = chooseLook({ style, brand, ...(sheet ? { sheet } : {}) });
  return { options, ...(own ? { look: await writeJson({ assets }, tenant, Look, look) } : {}) };
}
