import type { Brief } from '#shared/domain/brief.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { readJson } from '#shared/engine/step-context.ts';
import type { AssetReader } from '#shared/ports/assets.ts';
import { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';

/** The style sheet of a brief: the person's own, or the one of that name. Throws `ASSET_CORRUPT` for one that is none. */
export async function lookOf(
  { look, options }: Pick<Brief, 'look' | 'options'>,
  ports: { assets: Pick<AssetReader, 'get'> },
  tenant: TenantId,
): Promise<StyleSheet> {
  return look ? await readJson(ports, tenant, StyleSheet, look) : STYLE_SHEETS[options.style];
}
