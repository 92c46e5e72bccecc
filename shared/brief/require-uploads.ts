import type { AssetRef } from '#shared/domain/asset.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import type { ProductionRequest } from '#shared/domain/production-request.ts';
import { AppError } from '#shared/errors.ts';
import type { Assets } from '#shared/ports/assets.ts';
import { brandFiles } from '#shared/scenes/styles/brand-kit.ts';

/** Uploads that are looked for at the same time; a request names up to 821. */
const AT_ONCE = 20;
const MOST_NAMED = 5;

/** Throws `REQUEST_INVALID`, with their names, when files that a request names were not uploaded. */
export async function requireUploads(
  { assets }: { assets: Pick<Assets, 'has'> },
  tenant: TenantId,
  {
    sources,
    images,
    footage,
    music,
    recording,
    translations,
    brand,
    styleSheet,
  }: Pick<
    ProductionRequest,
    'sources' | 'images' | 'footage' | 'music' | 'recording' | 'translations' | 'brand' | 'styleSheet'
  >,
): Promise<void> {
  const named: { name: string; ref: AssetRef }[] = [
    ...sources.map(({ name, asset }) => ({ name, ref: asset })),
    ...images,
    ...footage,
    ...(music ? [{ name: 'music', ref: music }] : []),
    ...(recording ? [{ name: 'recording', ref: recording }] : []),
    ...(brand ? brandFiles(brand).map((ref) => ({ name: `brand ${brand.name}`, ref })) : []),
    ...(styleSheet?.fonts ?? []).map(({ family, file }) => ({ name: `font ${family}`, ref: file })),
    ...translations.map(({ language, source }) => ({ name: `translation ${language}`, ref: source })),
  ];
  const missing: string[] = [];
  for (let start = 0; start < named.length; start += AT_ONCE) {
    const batch = named.slice(start, start + AT_ONCE);
    const there = await Promise.all(batch.map(({ ref }) => assets.has(tenant, ref)));
    missing.push(...batch.filter((_, at) => !there[at]).map(({ name }) => name));
  }
  if (missing.length === 0) return;
  const more = missing.length > MOST_NAMED ? ` and ${missing.length - MOST_NAMED} more` : '';
  throw new AppError(
    'REQUEST_INVALID',
    `The request names what was not uploaded: ${missing.slice(0, MOST_NAMED).join(', ')}${more}.`,
    { hint: 'Upload each with POST /v1/uploads first, and give the asset of that answer unchanged.' },
  );
}
