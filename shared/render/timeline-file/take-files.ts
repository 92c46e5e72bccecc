import type { AssetRef } from '#shared/domain/asset.ts';
import { toAppError } from '#shared/errors.ts';
import { refuseTimeline, type TimelineProblem } from '#shared/render/timeline-file/problems.ts';
import { FileReference } from '#shared/render/timeline-file/timeline-file.ts';

/** Deeper than any timeline goes. */
const DEEPEST = 32;

/**
 * The same document with an asset in the place of every `{ "file": … }`. Each file is taken once. Throws `TIMELINE_INVALID` with
 * the path of each one that cannot be.
 */
export async function takeFiles(
  document: unknown,
  take: (file: string) => Promise<AssetRef>,
): Promise<unknown> {
  const taken = new Map<string, Promise<AssetRef>>();
  const problems: TimelineProblem[] = [];
  const walk = async (value: unknown, path: readonly PropertyKey[]): Promise<unknown> => {
    if (typeof value !== 'object' || value === null || path.length > DEEPEST) return value;
    const reference = FileReference.safeParse(value);
    if (reference.success) {
      const { file } = reference.data;
      const asset = taken.get(file) ?? take(file);
      taken.set(file, asset);
      return await asset.catch((error: unknown) => {
        problems.push({ path, message: toAppError(error).message.replace(/\.$/, '') });
      });
    }
    if (Array.isArray(value)) return await Promise.all(value.map((item, at) => walk(item, [...path, at])));
    const entries = Object.entries(value).map(async ([key, item]) => [key, await walk(item, [...path, key])]);
    return Object.fromEntries(await Promise.all(entries));
  };
  const result = await walk(document, []);
  if (problems.length > 0) refuseTimeline(problems);
  return result;
}
