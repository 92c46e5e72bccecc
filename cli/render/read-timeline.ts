import { basename, dirname, extname, resolve } from 'node:path';
import { liesWithin } from '#cli/make/confine.ts';
import { mediaTypeOf } from '#cli/make/keep-files.ts';
import { readRegularFile } from '#cli/make/read-regular-file.ts';
import { keepPicture, MAX_PICTURE_BYTES } from '#shared/brief/keep-picture.ts';
import { isPicture } from '#shared/brief/named-pictures.ts';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { Assets } from '#shared/ports/assets.ts';
import { checkScenes } from '#shared/render/timeline-file/check-timeline.ts';
import { importOtio, isOtio } from '#shared/render/timeline-file/import-otio.ts';
import { problemsOf, refuseTimeline } from '#shared/render/timeline-file/problems.ts';
import { takeFiles } from '#shared/render/timeline-file/take-files.ts';
import { TimelineFile } from '#shared/render/timeline-file/timeline-file.ts';
import { parseJson } from '#shared/security/parse-json.ts';

/** A film of two hours of short scenes has less. */
const MAX_TIMELINE_BYTES = 32 * 1024 * 1024;

/** A timeline, and the hashes of the files that were kept for it: whatever they are, they are not uniform yet. */
export interface ReadTimeline {
  timeline: TimelineFile;
  files: ReadonlySet<string>;
}

/**
 * Reads a timeline, or an OpenTimelineIO file (`.otio`), and keeps every file that it names; they lie beside it or below.
 * Throws `TIMELINE_INVALID` with the path of what is wrong in it, `BRIEF_INVALID` for a file that cannot be read.
 */
export async function readTimeline(file: string, tenant: TenantId, assets: Assets): Promise<ReadTimeline> {
  const name = basename(file);
  const bytes = await readRegularFile(file, name, MAX_TIMELINE_BYTES);
  const document = parseDocument(Buffer.from(bytes).toString('utf8'), name);
  const given = isOtio(document) ? importOtio(document) : document;
  const files = new Set<string>();
  const taken = await takeFiles(given, async (target) => {
    const folder = dirname(file);
    const path = resolve(folder, target);
    if (await liesWithin(folder, path)) {
      const ref = await keep(path, tenant, assets);
      files.add(ref.hash);
      return ref;
    }
    throw new AppError('TIMELINE_INVALID', `there is no ${target} beside the timeline or below`);
  });
  const parsed = TimelineFile.safeParse(taken);
  if (!parsed.success) refuseTimeline(problemsOf(parsed.error));
  checkScenes(parsed.data);
  return { timeline: parsed.data, files };
}

function parseDocument(text: string, name: string): unknown {
  try {
    return parseJson(text);
  } catch (cause) {
    throw new AppError('TIMELINE_INVALID', `${name} is not JSON: ${(cause as Error).message}`, {
      hint: 'Look at the place that is named, for a comma too many or a quotation mark too few.',
      cause,
    });
  }
}

async function keep(path: string, tenant: TenantId, assets: Assets): Promise<AssetRef> {
  const name = basename(path);
  if (!isPicture(name)) return await assets.putFile(tenant, path, mediaTypeOf(extname(name)));
  const bytes = await readRegularFile(path, name, MAX_PICTURE_BYTES);
  return (await keepPicture({ assets }, tenant, bytes, { name })).ref;
}
