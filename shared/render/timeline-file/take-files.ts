import type { AssetRef } from '#shared/domain/asset.ts';
import { toAppError } from '#shared/errors.ts';
import { refuseTimeline, type TimelineProblem } from '#shared/render/timeline-file/problems.ts';
import { FileReference } from '#shared/render/timeline-file/timeline-file.ts';

/** Deeper than any timeline goes. */
const DEEPEST = 32;
/** Two hours of short scenes with the time of every word have some 300,000. */
const MOST_VALUES = 1_000_000;

/**
 * The same document with an asset in the place of every `{ "file": … }`. Files are taken one by one, each once. Throws
 * `TIMELINE_INVALID` with the path of each one that cannot be, and for a document that holds more than any timeline does.
 */
export async function takeFiles(
  document: unknown,
  take: (file: string) => Promise<AssetRef>,
): Promise<unknown> {
  const named = new Set<string>();
  replaceFiles(document, (file) => named.add(file));
  const taken = new Map<string, AssetRef>();
  const failed = new Map<string, string>();
  for (const file of named) {
    try {
      taken.set(file, await take(file));
    } catch (error) {
      failed.set(file, toAppError(error).message.replace(/\.$/, ''));
    }
  }
  const problems: TimelineProblem[] = [];
  const result = replaceFiles(document, (file, path) => {
    const message = failed.get(file);
    if (message !== undefined) problems.push({ path, message });
    return taken.get(file);
  });
  if (problems.length > 0) refuseTimeline(problems);
  return result;
}

/** The document with something in the place of every `{ "file": … }`. */
function replaceFiles(
  document: unknown,
  replace: (file: string, path: readonly PropertyKey[]) => unknown,
): unknown {
  let values = 0;
  const walk = (value: unknown, path: readonly PropertyKey[]): unknown => {
    values += 1;
    if (values > MOST_VALUES)
      refuseTimeline([{ path: [], message: `it holds more than ${MOST_VALUES} values` }]);
    if (typeof value !== 'object' || value === null || path.length > DEEPEST) return value;
    const reference = FileReference.safeParse(value);
    if (reference.success) return replace(reference.data.file, path);
    if (Array.isArray(value)) return value.map((item, at) => walk(item, [...path, at]));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, [...path, key])]));
  };
  return walk(document, []);
}
