import type { BriefImage } from '#shared/domain/brief.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError, toAppError } from '#shared/errors.ts';
import type { Assets } from '#shared/ports/assets.ts';
import { sniffImage } from '#shared/security/sniff-image.ts';

/** A picture of the most pixels we take is smaller than this in any format, in bytes. */
export const MAX_PICTURE_BYTES = 50 * 1024 * 1024;
const MAX_NAME = 255;
const MAX_ALT = 500;

/** Keeps a picture under the name by which a text speaks of it. Throws `MEDIA_INVALID`, with that name, for what is none. */
export async function keepPicture(
  { assets }: { assets: Pick<Assets, 'put'> },
  tenant: TenantId,
  bytes: Uint8Array,
  { name, alt }: { name: string; alt?: string },
): Promise<BriefImage> {
  const ref = await assets.put(tenant, bytes, mediaTypeOf(bytes, name));
  return { name: clip(name, MAX_NAME), ref, ...(alt ? { alt: clip(alt, MAX_ALT) } : {}) };
}

function mediaTypeOf(bytes: Uint8Array, name: string): string {
  try {
    return sniffImage(bytes).mediaType;
  } catch (cause) {
    const { code, message, hint } = toAppError(cause);
    throw new AppError(code, `The picture ${name} cannot be used: ${message}`, {
      hint: hint ?? 'Save it anew as PNG, JPEG or WebP, or leave it out.',
      cause,
    });
  }
}

/** The first `length` UTF-16 units, without half a character at the end. */
export function clip(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
