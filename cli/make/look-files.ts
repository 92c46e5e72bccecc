import { basename, dirname } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { pathInBrief } from '#cli/make/confine.ts';
import { readRegularFile } from '#cli/make/read-regular-file.ts';
import { parseWith } from '#shared/brief/brief-file.ts';
import { describeIssues } from '#shared/brief/describe-issues.ts';
import { keepPicture, MAX_PICTURE_BYTES } from '#shared/brief/keep-picture.ts';
import { decodeText } from '#shared/brief/sniff-text.ts';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { Assets } from '#shared/ports/assets.ts';
import { BrandFile, BrandKit } from '#shared/scenes/styles/brand-kit.ts';
import { checkFont, MAX_FONT_BYTES } from '#shared/security/check-font.ts';

/** Largest style or brand file, in bytes: ours have 2 KiB. */
const MAX_BYTES = 64 * 1024;

/** What a YAML or JSON file says. Throws `BRIEF_INVALID` for a file that cannot be read or has a mistake. */
export async function readLookFile(path: string): Promise<unknown> {
  const name = basename(path);
  const text = decodeText(await readRegularFile(path, name, MAX_BYTES), name);
  return parseWith((content) => parseYaml(content, { maxAliasCount: 10 }), text, name);
}

/**
 * The brand kit in a file, with its logo, pictures and fonts kept. What it names lies beside it or below. Throws `STYLE_INVALID`
 * for a mistake in it, `MEDIA_INVALID` for a picture or font that is none.
 */
export async function keepBrandFile(
  path: string,
  tenant: TenantId,
  assets: Pick<Assets, 'put'>,
): Promise<BrandKit> {
  const parsed = BrandFile.safeParse(await readLookFile(path));
  if (!parsed.success) {
    throw new AppError('STYLE_INVALID', `The brand kit ${basename(path)}: ${describeIssues(parsed.error)}.`, {
      hint: 'docs/guides/styles.md tells what each field means.',
    });
  }
  const { logo, intro, outro, fonts, ...kit } = parsed.data;
  const place = (given: string) => pathInBrief(dirname(path), given, 'in the brand kit');
  const picture = async (given: string): Promise<AssetRef> => {
    const name = basename(given);
    const bytes = await readRegularFile(await place(given), name, MAX_PICTURE_BYTES);
    return (await keepPicture({ assets }, tenant, bytes, { name })).ref;
  };
  const font = async (given: string): Promise<AssetRef> => {
    const name = basename(given);
    const bytes = await readRegularFile(await place(given), name, MAX_FONT_BYTES);
    checkFont(bytes, name);
    return await assets.put(tenant, bytes, 'font/sfnt');
  };
  const card = async ({ picture: given, ...rest }: NonNullable<BrandFile['intro']>) => ({
    ...rest,
    ...(given === undefined ? {} : { picture: await picture(given) }),
  });
  const kept: [string, AssetRef][] = [];
  for (const [role, file] of Object.entries(fonts)) {
    if (file !== undefined) kept.push([role, await font(file)]);
  }
  return BrandKit.parse({
    ...kit,
    fonts: Object.fromEntries(kept),
    ...(logo === undefined ? {} : { logo: await picture(logo) }),
    ...(intro === undefined ? {} : { intro: await card(intro) }),
    ...(outro === undefined ? {} : { outro: await card(outro) }),
  });
}
