import type { Brief } from '#shared/domain/brief.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { readJson } from '#shared/engine/step-context.ts';
import type { AssetReader } from '#shared/ports/assets.ts';
import { type Brand, Look } from '#shared/scenes/styles/look.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { styleNamed } from '#shared/scenes/styles/style-sheets.ts';

/**
 * The style sheet of a brief: the person's own, with their brand in it, or the one of that name. Throws `ASSET_CORRUPT` for one
 * that is none, and `OPTION_INVALID` for a name that none bears.
 */
export async function lookOf(
  brief: Pick<Brief, 'look' | 'options'>,
  ports: { assets: Pick<AssetReader, 'get'> },
  tenant: TenantId,
): Promise<StyleSheet> {
  const { brand: _, ...sheet } = await keptLook(brief, ports, tenant);
  return sheet;
}

/** What the brand of a brief adds beside colours and fonts; undefined without one. Throws as {@link lookOf} does. */
export async function brandOf(
  brief: Pick<Brief, 'look' | 'options'>,
  ports: { assets: Pick<AssetReader, 'get'> },
  tenant: TenantId,
): Promise<Brand | undefined> {
  return brief.look && (await keptLook(brief, ports, tenant)).brand;
}

async function keptLook(
  { look, options }: Pick<Brief, 'look' | 'options'>,
  ports: { assets: Pick<AssetReader, 'get'> },
  tenant: TenantId,
): Promise<Look> {
  return look ? await readJson(ports, tenant, Look, look) : styleNamed(options.style);
}
