import { AssetRef } from '#shared/domain/asset.ts';
import type { Visual } from '#shared/domain/storyboard.ts';

/** Every text of a visual, whatever its kind: all strings in it but its kind and those of asset references. */
export function textsOf({ kind: _, ...visual }: Visual): string[] {
  return stringsIn(visual);
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || AssetRef.safeParse(value).success) return [];
  return Object.values(value).flatMap(stringsIn);
}
