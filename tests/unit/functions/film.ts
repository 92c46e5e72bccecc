import type { AssetRef } from '#shared/domain/asset.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { FilmPackage } from '#shared/domain/package.ts';
import { Storyboard } from '#shared/domain/storyboard.ts';
import { writeJson } from '#shared/engine/step-context.ts';
import type { Assets } from '#shared/ports/assets.ts';

/** Keeps the package of a small film, and gives its reference. */
export async function keepFilm(ports: { assets: Assets }, tenant: TenantId): Promise<AssetRef> {
  const film = await ports.assets.put(tenant, Buffer.from('film'), 'video/mp4');
  return await writeJson(ports, tenant, FilmPackage, {
    version: 1,
    title: 'Tea',
    verdict: 'degraded',
    reasons: ['The film is shorter than asked for.'],
    seconds: 40,
    scenes: 8,
    width: 640,
    height: 360,
    files: [{ name: 'film.mp4', ref: film }],
  });
}

/** Keeps a storyboard of two scenes, and gives its reference. */
export async function keepStoryboard(ports: { assets: Assets }, tenant: TenantId): Promise<AssetRef> {
  return await writeJson(ports, tenant, Storyboard, {
    version: 1,
    title: 'Tea',
    language: 'en',
    scenes: [
      { id: 'scene-001', narration: '', visual: { kind: 'title', title: 'Tea' }, lines: [] },
      {
        id: 'scene-002',
        narration: 'Tea is old.',
        visual: { kind: 'statement', text: 'Tea is old', emphasis: [] },
        lines: ['l1'],
      },
    ],
  });
}
